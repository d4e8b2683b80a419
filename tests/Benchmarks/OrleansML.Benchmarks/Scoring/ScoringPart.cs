using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>One measurement in a process of its own, so that neither heap nor compiled code nor peak of memory is shared.</summary>
internal static class ScoringPart
{
    public const string Child = "scoring-part";

    private const string Bare = "bare";
    private const string Own = "own";

    /// <summary>The bare loop.</summary>
    public static Task<Outcome> RunBareAsync(ScoringModel model, string warmUp, string path, string folder, int threads) =>
        ChildProcess.RunAsync<Outcome>(Child, Bare, model.Name, warmUp, path, folder, Text(threads));

    /// <summary>A job on a silo.</summary>
    public static Task<Outcome> RunOwnAsync(ScoringModel model, string warmUp, string path, string folder, int workers, int? leaseRows = null) =>
        ChildProcess.RunAsync<Outcome>(Child, Own, model.Name, warmUp, path, folder, Text(workers), Text(leaseRows ?? 0));

    /// <summary>Starts the bare loop as a process of the lowest priority.</summary>
    public static Process StartLoop(ScoringModel model, string path, string folder, int threads) => Process.Start(
        new ProcessStartInfo("nice", ["-n", "19", Environment.ProcessPath!, Child, Bare, model.Name, path, path, folder, Text(threads)]) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException("nice did not start.");

    /// <summary>In the child: scores a small file to warm up, then the one that counts, and says how it went.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var model = ScoringModel.Of(arguments[1]);
        var (warmUp, path, folder) = (arguments[2], arguments[3], arguments[4]);
        var threads = int.Parse(arguments[5], CultureInfo.InvariantCulture);
        var outcome = arguments[0] == Bare
            ? RunBare(model, warmUp, path, folder, threads)
            : await RunOwnAsync(model, warmUp, path, folder, threads, int.Parse(arguments[6], CultureInfo.InvariantCulture));
        Console.WriteLine(JsonSerializer.Serialize(outcome with { PeakMegabytes = ChildProcess.PeakMegabytes() }));
    }

    private static Outcome RunBare(ScoringModel model, string warmUp, string path, string folder, int threads)
    {
        using var loop = new BareLoop(model);
        loop.Run(warmUp, Path.Combine(folder, "warm"), threads);
        var started = Stopwatch.GetTimestamp();
        loop.Run(path, Path.Combine(folder, "scores"), threads);
        return new Outcome(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 0);
    }

    private static async Task<Outcome> RunOwnAsync(ScoringModel model, string warmUp, string path, string folder, int workers, int leaseRows)
    {
        await using var silo = await ScoringSilo.StartAsync();
        await ScoringJob.PushAsync(silo.Client, model);
        await ScoringJob.RunAsync(silo.Grains, "warm", ScoringJob.Define(model, warmUp, Path.Combine(folder, "warm"), workers));
        var definition = ScoringJob.Define(model, path, Path.Combine(folder, "scores"), workers, leaseRows > 0 ? leaseRows : null);
        var (seconds, status) = await ScoringJob.RunAsync(silo.Grains, "measured", definition);
        return new Outcome(seconds, 0, status.DeadRows);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Seconds">How long it took.</param>
    /// <param name="PeakMegabytes">Largest resident memory of the process.</param>
    /// <param name="DeadRows">Rows that could not be scored.</param>
    internal sealed record Outcome(double Seconds, double PeakMegabytes, long DeadRows);
}
