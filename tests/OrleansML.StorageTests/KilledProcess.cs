using System.Diagnostics;

namespace OrleansML.StorageTests;

/// <summary>Runs the writer in a process of its own and kills it without warning after it has acknowledged some writes.</summary>
internal static class KilledProcess
{
    // How .NET reports a process that died of signal 9.
    private const int KilledExitCode = 128 + 9;

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Kills the process after so many lines, if it does not kill itself before, and gives every line that it printed.</summary>
    public static async Task<List<string>> RunUntilAsync(int lines, params string[] arguments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "OrleansML.StorageTests.Writer.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", assembly, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var deadline = new CancellationTokenSource(Deadline);
        var acknowledged = new List<string>();
        try
        {
            while (acknowledged.Count < lines && await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
                acknowledged.Add(line);
        }
        finally
        {
            process.Kill();
        }

        // What was in the pipe when the process died was acknowledged, too; a last line without its end was not.
        var rest = await process.StandardOutput.ReadToEndAsync(deadline.Token);
        acknowledged.AddRange(rest.Split('\n')[..^1]);
        var errors = await process.StandardError.ReadToEndAsync(deadline.Token);
        await process.WaitForExitAsync(deadline.Token);
        Assert.True(process.ExitCode == KilledExitCode, $"The writer ended by itself with {process.ExitCode}: {errors}");
        return acknowledged;
    }
}
