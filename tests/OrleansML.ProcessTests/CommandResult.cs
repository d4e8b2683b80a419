using System.Text.Json;

namespace OrleansML.ProcessTests;

/// <summary>How a command ended.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output of a command that was run with <c>--json</c> and had to succeed.</summary>
    public JsonElement Json => ExitCode == 0
        ? JsonDocument.Parse(Output).RootElement
        : throw new InvalidOperationException($"Exit code {ExitCode}: {Error}");
}
