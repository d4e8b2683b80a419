using System.Diagnostics;

namespace OrleansML.Testing.Processes;

/// <summary>The built <c>orleansml</c>: that of the same engines and configuration as these tests, unless another build is named.</summary>
public static class Binary
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    /// <summary>The executable of the same engines and configuration as these tests.</summary>
    public static string Path { get; } = System.IO.Path.GetFullPath(System.IO.Path.Combine(
        AppContext.BaseDirectory, "..", "..", "OrleansML.Cli", new DirectoryInfo(AppContext.BaseDirectory).Name, "orleansml"));

    /// <summary>Starts it with redirected output.</summary>
    public static Process Start(params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(Path, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Process.Start(start)!;
    }

    /// <summary>Runs it to its end, within 2 minutes.</summary>
    public static Task<CommandResult> RunAsync(params IEnumerable<string> arguments) => RunAsync(LongestRun, arguments);

    /// <summary>Runs it to its end; one that does not come to it in time is killed.</summary>
    public static async Task<CommandResult> RunAsync(TimeSpan longest, params IEnumerable<string> arguments)
    {
        using var process = Start(arguments);
        using var deadline = new CancellationTokenSource(longest);
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
