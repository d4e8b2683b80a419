using System.Diagnostics;

namespace OrleansML.ProcessTests;

/// <summary>The built <c>orleansml</c> of the same engines and configuration as these tests.</summary>
internal static class Binary
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    private static readonly string Executable = Path.GetFullPath(Path.Combine(
        AppContext.BaseDirectory, "..", "..", "OrleansML.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "orleansml"));

    /// <summary>Starts it with redirected output.</summary>
    public static Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<CommandResult> RunAsync(params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(LongestRun);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new CommandResult(process.ExitCode, (await output).TrimEnd(), (await error).TrimEnd());
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }
}
