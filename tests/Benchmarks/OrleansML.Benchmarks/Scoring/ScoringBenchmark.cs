using System.Globalization;
using OrleansML.Testing;

namespace OrleansML.Benchmarks.Scoring;

/// <summary>
/// What does batch scoring cost around ONNX Runtime? Jobs beside the loop that an engineer writes by hand over the same Parquet file, memory, leases,
/// broken rows, live traffic beside it, and worker processes.
/// </summary>
internal static class ScoringBenchmark
{
    public const string Name = "scoring";

    private const long Few = 1_000_000;
    private const long Many = 10_000_000;
    private const int Turns = 3;
    private const int SmallLease = 4_096;
    private const int LargeLease = 65_536;

    private const double ThroughputBudget = 0.95;
    private const double MemoryBudget = 1.1;
    private const double LeaseMillisecondsBudget = 1;
    private const double PoisonBudget = 0.95;

    private static readonly int Cores = Environment.ProcessorCount;

    /// <param name="quick">Whether to measure with a tenth of the rows, and memory not at all.</param>
    public static async IAsyncEnumerable<Measurement> RunAsync(bool quick)
    {
        using var folder = new TemporaryDirectory();
        await foreach (var row in MeasureAsync(ScoringModel.Mlp512, folder, quick))
            yield return row;
        if (GradientBoosted.Find() is { } boosted)
        {
            await foreach (var row in MeasureAsync(boosted, folder, quick))
                yield return row;
        }
        else
        {
            yield return new Measurement($"{GradientBoosted.Name}, {Text(Many)} rows", 0, "rows/s", Budget: $"skipped: {GradientBoosted.Missing}");
        }

        yield return await MeasureLeasesAsync(folder);
        foreach (var model in new[] { ScoringModel.Bounded, ScoringModel.Embedding })
            yield return await MeasurePoisonAsync(model, folder);

        // A job must not end before live predictions beside it are measured.
        await foreach (var row in LivePart.RunAsync(Write(folder, ScoringModel.Mlp512, Many), folder.File("live")))
            yield return row;
        var warmUp = Write(folder, ScoringModel.Mlp512, 2 * ScoringRows.RowGroup);
        await foreach (var row in ProcessPart.RunAsync(ScoringModel.Mlp512, warmUp, Write(folder, ScoringModel.Mlp512, Few), folder.File("processes"), Few))
            yield return row;
    }

    // With few rows the median of some turns counts; a run with many is long enough to speak for itself.
    private static async IAsyncEnumerable<Measurement> MeasureAsync(ScoringModel model, TemporaryDirectory folder, bool quick)
    {
        var warmUp = Write(folder, model, 2 * ScoringRows.RowGroup);
        var few = Write(folder, model, Few);
        var bare = await InFolderAsync(output => ScoringPart.RunBareAsync(model, warmUp, few, output, Cores, Turns));
        var own = await InFolderAsync(output => ScoringPart.RunOwnAsync(model, warmUp, few, output, Cores, Turns));
        yield return Beside(model, Few, own.Seconds, bare.Seconds);
        if (quick)
            yield break;

        var many = Write(folder, model, Many);
        var loop = await InFolderAsync(output => ScoringPart.RunBareAsync(model, warmUp, many, output, Cores, turns: 1));
        var job = await InFolderAsync(output => ScoringPart.RunOwnAsync(model, warmUp, many, output, Cores, turns: 1));
        yield return Beside(model, Many, job.Seconds, loop.Seconds);
        yield return new Measurement($"{model.Name}, bare loop, largest memory with {Text(Many)} rows", loop.PeakMegabytes, "MB");
        yield return Measurement.Beside(
            $"{model.Name}, largest memory with {Text(Many)} rows beside {Text(Few)}", job.PeakMegabytes, "MB", own.PeakMegabytes,
            $"<= {MemoryBudget}x", static (value, baseline) => value <= MemoryBudget * baseline);
    }

    private static Measurement Beside(ScoringModel model, long rows, double own, double bare) => Measurement.Beside(
        $"{model.Name}, {Text(rows)} rows, {Cores} workers beside a bare loop", rows / own, "rows/s", rows / bare,
        $">= {ThroughputBudget}x", static (value, baseline) => value >= ThroughputBudget * baseline);

    // What a lease costs shows where it is small: the time that leases of a sixteenth add, spread over them.
    private static async Task<Measurement> MeasureLeasesAsync(TemporaryDirectory folder)
    {
        var model = ScoringModel.Trivial;
        var warmUp = Write(folder, model, 2 * ScoringRows.RowGroup);
        var rows = folder.File("leases.parquet");
        ScoringRows.Write(rows, model, Few, rowGroup: SmallLease);
        var small = await InFolderAsync(output => ScoringPart.RunOwnAsync(model, warmUp, rows, output, Cores, Turns, SmallLease));
        var large = await InFolderAsync(output => ScoringPart.RunOwnAsync(model, warmUp, rows, output, Cores, Turns, LargeLease));
        var leases = ((double)Few / SmallLease) - ((double)Few / LargeLease);
        var milliseconds = (small.Seconds - large.Seconds) * 1e3 * Cores / leases;
        return new Measurement(
            $"a lease of {Text(SmallLease)} rows, worker time beside reading, computing and writing", milliseconds, "ms",
            Budget: $"<= {LeaseMillisecondsBudget} ms", Met: milliseconds <= LeaseMillisecondsBudget);
    }

    private static async Task<Measurement> MeasurePoisonAsync(ScoringModel model, TemporaryDirectory folder)
    {
        var warmUp = Write(folder, model, 2 * ScoringRows.RowGroup);
        var clean = Write(folder, model, Few);
        var broken = folder.File($"{model.Name}-broken.parquet");
        ScoringRows.Write(broken, model, Few, poisoned: true);
        var without = await InFolderAsync(output => ScoringPart.RunOwnAsync(model, warmUp, clean, output, Cores, Turns));
        var with = await InFolderAsync(output => ScoringPart.RunOwnAsync(model, warmUp, broken, output, Cores, Turns));
        if (with.DeadRows != Few / ScoringRows.Poison || without.DeadRows != 0)
            throw new InvalidOperationException($"Model {model.Name} has {with.DeadRows} dead letters of {Few / ScoringRows.Poison} broken rows, and {without.DeadRows} of none.");
        return Measurement.Beside(
            $"{model.Name}, one row in {Text(ScoringRows.Poison)} is broken", Few / with.Seconds, "rows/s", Few / without.Seconds,
            $">= {PoisonBudget}x of none", static (value, baseline) => value >= PoisonBudget * baseline);
    }

    private static async Task<ScoringPart.Outcome> InFolderAsync(Func<string, Task<ScoringPart.Outcome>> run)
    {
        using var output = new TemporaryDirectory();
        return await run(output.Path);
    }

    private static string Write(TemporaryDirectory folder, ScoringModel model, long rows)
    {
        var path = folder.File(string.Create(CultureInfo.InvariantCulture, $"{model.Name}-{rows}.parquet"));
        if (!File.Exists(path))
            ScoringRows.Write(path, model, rows);
        return path;
    }

    private static string Text(long rows) => rows.ToString("N0", CultureInfo.InvariantCulture);
}
