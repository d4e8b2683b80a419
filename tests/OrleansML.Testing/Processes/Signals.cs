using System.Diagnostics;
using System.Globalization;

namespace OrleansML.Testing.Processes;

/// <summary>Sends signals to processes that a test started.</summary>
internal static class Signals
{
    /// <summary>Sends a signal by its name, such as <c>STOP</c>.</summary>
    /// <exception cref="InvalidOperationException">The process cannot be signalled.</exception>
    public static async Task SendAsync(int processId, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", processId.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        if (kill.ExitCode != 0)
            throw new InvalidOperationException($"SIG{signal} could not be sent to process {processId}.");
    }
}
