using System.Diagnostics;

namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Runs this program again with other arguments, in a process of its own that writes to the same output.</summary>
internal static class SelfProcess
{
    /// <exception cref="InvalidOperationException">The process ended with an error.</exception>
    public static async Task RunAsync(params string[] arguments)
    {
        using var process = Process.Start(CreateStart(arguments))!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"'{string.Join(' ', arguments)}' ended with exit code {process.ExitCode}.");
        }
    }

    /// <summary>How to start this program with the given arguments.</summary>
    public static ProcessStartInfo CreateStart(string[] arguments)
    {
        var host = Environment.ProcessPath ?? throw new InvalidOperationException("The path of this program is unknown.");
        var start = new ProcessStartInfo(host) { UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(host) == "dotnet")
        {
            start.ArgumentList.Add(typeof(SelfProcess).Assembly.Location);
        }

        Array.ForEach(arguments, start.ArgumentList.Add);
        return start;
    }
}
