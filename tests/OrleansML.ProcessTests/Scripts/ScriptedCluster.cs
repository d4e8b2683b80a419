using System.Diagnostics;
using System.Globalization;
using OrleansML.Testing;
using OrleansML.Testing.Processes;

namespace OrleansML.ProcessTests.Scripts;

/// <summary>A cluster that <c>deploy/cluster.sh</c> keeps in a directory of its own. The script stops it at the end.</summary>
internal sealed class ScriptedCluster : IAsyncDisposable
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    private readonly TemporaryDirectory _directory = new();

    /// <summary>Where its files are.</summary>
    public string Path => _directory.File("cluster");

    /// <summary>Ids of the processes that run, by name, as the script notes them.</summary>
    public IReadOnlyDictionary<string, int> Processes => Directory.EnumerateFiles(Path, "*.pid").ToDictionary(
        file => System.IO.Path.GetFileNameWithoutExtension(file)!, file => int.Parse(File.ReadAllText(file), CultureInfo.InvariantCulture));

    /// <summary>Command lines of living processes that name its directory, supervisors included.</summary>
    public IReadOnlyList<string> Living => [.. Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains(Path))];

    /// <summary>Runs the script to its end.</summary>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("deploy", "cluster.sh"), .. arguments, "--directory", Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(LongestRun);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
            var error = process.StandardError.ReadToEndAsync(deadline.Token);
            await process.WaitForExitAsync(deadline.Token);
            return new CommandResult(process.ExitCode, await output, await error);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await RunAsync("down");
        _directory.Dispose();
    }

    private static string CommandLine(string process)
    {
        try
        {
            return File.ReadAllText(System.IO.Path.Combine(process, "cmdline")).Replace('\0', ' ');
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is no process, or it has just ended.
            return "";
        }
    }
}
