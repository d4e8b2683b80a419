using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>
/// Measurements in a process of its own, so that neither heap nor compiled code nor peak of memory is shared. Before them, it scores a small file again
/// and again until the code is compiled for good: silos run for weeks, and compiling takes one of few cores for seconds.
/// </summary>
internal static class ScoringPart
{
    public const string Child = "scoring-part";

    private const string Bare = "bare";
    private const string Own = "own";

    /// <summary>The bare loop, a few times.</summary>
    public static Task<Outcome> RunBareAsync(ScoringModel model, string warmUp, string path, string folder, int threads, int turns) =>
        ChildProcess.RunAsync<Outcome>(Child, Bare, model.Name, warmUp, path, folder, Text(threads), Text(turns));

    /// <summary>Jobs on a silo, one after the other.</summary>
    public static Task<Outcome> RunOwnAsync(ScoringModel model, string warmUp, string path, string folder, int workers, int turns, int? leaseRows = null) =>
        ChildProcess.RunAsync<Outcome>(Child, Own, model.Name, warmUp, path, folder, Text(workers), Text(turns), Text(leaseRows ?? 0));

    /// <summary>Starts the bare loop as a process of the lowest priority.</summary>
    public static Process StartLoop(ScoringModel model, string path, string folder, int threads) => Process.Start(
        new ProcessStartInfo("nice", ["-n", "19", Environment.ProcessPath!, Child, Bare, model.Name, path, path, folder, Text(threads), Text(1)]) { RedirectStandardOutput = true })
        ?? throw new InvalidOperationException("nice did not start.");

    /// <summary>In the child: scores the small file to warm up, then the one that counts, and says how it went.</summary>
    public static async Task RunAsync(string[] arguments)
    {
        var model = ScoringModel.Of(arguments[1]);
        var (warmUp, path, folder) = (arguments[2], arguments[3], arguments[4]);
        int[] numbers = [.. arguments[5..].Select(static number => int.Parse(number, CultureInfo.InvariantCulture))];
        var outcome = arguments[0] == Bare
            ? RunBare(model, warmUp, path, folder, numbers[0], numbers[1])
            : await RunOwnAsync(model, warmUp, path, folder, numbers[0], numbers[1], leaseRows: numbers[2]);
        Console.WriteLine(JsonSerializer.Serialize(outcome with { PeakMegabytes = ChildProcess.PeakMegabytes() }));
    }

    private static Outcome RunBare(ScoringModel model, string warmUp, string path, string folder, int threads, int turns)
    {
        using var loop = new BareLoop(model);
        var begun = Stopwatch.GetTimestamp();
        do
            loop.Run(warmUp, Path.Combine(folder, "warm"), threads);
        while (Stopwatch.GetElapsedTime(begun) < ScoringJob.WarmUp);
        var seconds = new List<double>();
        for (var turn = 0; turn < turns; turn++)
        {
            var started = Stopwatch.GetTimestamp();
            loop.Run(path, Path.Combine(folder, $"scores-{turn}"), threads);
            seconds.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }

        return new Outcome(Measurement.Median(seconds), 0, 0);
    }

    private static async Task<Outcome> RunOwnAsync(ScoringModel model, string warmUp, string path, string folder, int workers, int turns, int leaseRows)
    {
        await using var silo = await ScoringSilo.StartAsync();
        await ScoringJob.PushAsync(silo.Client, model);
        await ScoringJob.WarmUpAsync(silo.Grains, model, warmUp, folder, workers);
        var seconds = new List<double>();
        var dead = 0L;
        for (var turn = 0; turn < turns; turn++)
        {
            var definition = ScoringJob.Define(model, path, Path.Combine(folder, $"scores-{turn}"), workers, leaseRows > 0 ? leaseRows : null);
            var (time, status) = await ScoringJob.RunAsync(silo.Grains, $"measured-{turn}", definition);
            seconds.Add(time);
            dead = status.DeadRows;
        }

        return new Outcome(Measurement.Median(seconds), 0, dead);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <param name="Seconds">How long it took, the median of its turns.</param>
    /// <param name="PeakMegabytes">Largest resident memory of the process.</param>
    /// <param name="DeadRows">Rows that could not be scored.</param>
    internal sealed record Outcome(double Seconds, double PeakMegabytes, long DeadRows);
}
