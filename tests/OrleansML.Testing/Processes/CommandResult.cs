using System.Text.Json;

namespace OrleansML.Testing.Processes;

/// <summary>How a command ended.</summary>
public sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output of a command that was run with <c>--json</c> and had to succeed.</summary>
    public JsonElement Json => ExitCode == 0
        ? JsonDocument.Parse(Output).RootElement
        : throw new InvalidOperationException($"Exit code {ExitCode}: {Error}");
}
