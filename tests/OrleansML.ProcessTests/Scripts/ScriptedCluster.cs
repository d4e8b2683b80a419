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

    /// <summary>Ids of the processes that run, by name, as the script notes them; without one that is just being started again.</summary>
    public IReadOnlyDictionary<string, int> Processes => Directory.EnumerateFiles(Path, "*.pid")
        .Select(static file => (Name: System.IO.Path.GetFileNameWithoutExtension(file), Id: ReadId(file))).Where(static process => process.Id is not null)
        .ToDictionary(static process => process.Name, static process => process.Id!.Value);

    /// <summary>Command lines of living processes that name its directory, supervisors included.</summary>
    public IReadOnlyList<string> Living => [.. Directory.EnumerateDirectories("/proc").Select(CommandLine).Where(line => line.Contains(Path))];

    /// <summary>Runs the script to its end.</summary>
    public async Task<CommandResult> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("deploy", "cluster.sh"), .. arguments, "--directory", Path])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,

            // Orleans gives a silo that does not answer more time while the one that asks is itself short of a processor.
            Environment = { ["OrleansML__Client__Retry__Deadline"] = "00:01:00" },
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

    // Whoever supervises a process removes its file and writes it anew.
    private static int? ReadId(string file)
    {
        try
        {
            return int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out var id) ? id : null;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
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
