using System.Diagnostics;

namespace OrleansML.StorageTests;

/// <summary>Runs the writer in a process of its own and kills it without warning after it has acknowledged some writes.</summary>
internal static class KilledProcess
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>Gives every line that the process printed before it died.</summary>
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
        Assert.True(acknowledged.Count >= lines, $"The writer ended early: {await process.StandardError.ReadToEndAsync(deadline.Token)}");
        return acknowledged;
    }
}
