using System.Diagnostics;
using System.Text.Json;

namespace OrleansML.Benchmarks.Features;

/// <summary>
/// How fast is a point-in-time training set of 10,000,000 rows and three views built, beside ASOF joins written by hand in DuckDB's SQL over the same
/// files? Each in a process of its own, whose largest resident memory is told.
/// </summary>
internal static class AsOfJoin
{
    public const string Child = "features-asof";

    private const double RowsPerSecondBudget = 1_000_000;

    public static async IAsyncEnumerable<Measurement> RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("orleansml-asof-");
        try
        {
            var recorded = await ChildProcess.RunAsync<Outcome>(Child, "record", folder.FullName);
            yield return new Measurement("history: events written, 3 views", recorded.RowsPerSecond, "rows/s");
            yield return new Measurement("history: writing, largest memory", recorded.PeakMegabytes, "MB");
            var floor = await ChildProcess.RunAsync<Outcome>(Child, "floor", folder.FullName);
            yield return new Measurement("as-of join by hand, 10 M rows, 3 views", floor.RowsPerSecond, "rows/s");
            yield return new Measurement("as-of join by hand, largest memory", floor.PeakMegabytes, "MB");
            var built = await ChildProcess.RunAsync<Outcome>(Child, "build", folder.FullName);
            yield return Measurement.Beside(
                "training set, 10 M rows, 3 views", built.RowsPerSecond, "rows/s", floor.RowsPerSecond, ">= 1,000,000 rows/s", (value, _) => value >= RowsPerSecondBudget);
            yield return Measurement.Beside("training set, largest memory", built.PeakMegabytes, "MB", floor.PeakMegabytes);
            var replayed = await ChildProcess.RunAsync<Outcome>(Child, "replay", folder.FullName);
            yield return new Measurement("training set with a window, replayed, 1 M rows and 2 M events", replayed.RowsPerSecond, "rows and events/s");
            yield return new Measurement("training set with a window, largest memory", replayed.PeakMegabytes, "MB");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>In the child: does one part, and says how it went.</summary>
    public static async Task RunPartAsync(string part, string folder)
    {
        var data = new AsOfData(folder);
        var started = Stopwatch.GetTimestamp();
        var rows = part switch
        {
            "record" => await data.RecordAsync(),
            "floor" => data.JoinByHand(),
            "build" => await data.BuildAsync(),
            "replay" => await data.ReplayAsync(),
            _ => throw new ArgumentException($"There is no part '{part}'.", nameof(part)),
        };
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Console.WriteLine(JsonSerializer.Serialize(new Outcome(rows / seconds, ChildProcess.PeakMegabytes())));
    }

    private sealed record Outcome(double RowsPerSecond, double PeakMegabytes);
}
