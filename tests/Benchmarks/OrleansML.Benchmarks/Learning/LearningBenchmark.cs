using OrleansML.Testing;

namespace OrleansML.Benchmarks.Learning;

/// <summary>
/// How fast does the platform train, alone and with two workers, beside PyTorch on the same machine with as many threads? How much do workers send,
/// and how much of the work is left when silos are killed?
/// </summary>
internal static class LearningBenchmark
{
    public const string Name = "learning";

    public const string ElasticOption = "--elastic";

    private const double OneWorkerBudget = 0.95;
    private const double TwoWorkersBudget = 1.8;
    private const double DistributedBudget = 1.2;
    private const double SentBudget = 1.01;

    // The first turn of each warms up.
    private const int Turns = 4;

    private static readonly LearningNetwork Large = new(Inputs: 64, Hidden: [256, 128], BatchRows: 4096, Rows: 65_536, Epochs: 8);
    private static readonly LearningNetwork Small = new(Inputs: 32, Hidden: [64, 32], BatchRows: 1024, Rows: 131_072, Epochs: 32);

    /// <param name="elastic">Whether to measure, for minutes, also a cluster whose silos are killed.</param>
    public static async IAsyncEnumerable<Measurement> RunAsync(bool elastic)
    {
        using var folder = new TemporaryDirectory();
        var rows = LearningRows.Write(folder, Large);
        yield return await MeasureOneWorkerAsync(Large, rows);
        yield return await MeasureOneWorkerAsync(Small, LearningRows.Write(folder, Small));
        await foreach (var row in MeasureTwoWorkersAsync(rows))
            yield return row;
        foreach (var workers in (int[])[2, 4])
        {
            var sent = await SentBytes.MeasureAsync(Large, rows, workers);
            yield return Measurement.Beside(
                $"{workers} workers: bytes sent per step and worker",
                sent,
                "bytes",
                2.0 * sizeof(float) * Large.Parameters * (workers - 1) / workers,
                "<= 1.01 x 2 S (N-1)/N",
                static (value, least) => value <= SentBudget * least);
        }

        if (elastic)
            yield return await ElasticTraining.MeasureAsync(Large, rows);
    }

    private static async Task<Measurement> MeasureOneWorkerAsync(LearningNetwork network, LearningRows rows)
    {
        var (peer, missing) = await TorchPeer.StartAsync(network, rows, processes: 1);
        await using var ending = peer;
        var (own, others) = (new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            own.Add(OneWorker.Measure(network, rows));
            if (peer is not null)
                others.Add(await peer.MeasureAsync());
        }

        return Beside($"one worker, {network.Description}", own, others, OneWorkerBudget, "PyTorch", missing);
    }

    private static async IAsyncEnumerable<Measurement> MeasureTwoWorkersAsync(LearningRows rows)
    {
        var (peer, missing) = await TorchPeer.StartAsync(Large, rows, processes: 2);
        await using var ending = peer;
        await using var silo = await TrainingSilo.StartAsync(Large, rows);
        var (one, two, apart, others) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var turn = 0; turn < Turns; turn++)
        {
            one.Add(await silo.MeasureAsync(workers: 1));
            two.Add(await silo.MeasureAsync(workers: 2));
            apart.Add(await OneWorker.MeasureAtOnceAsync(Large with { BatchRows = Large.BatchRows / 2 }, rows, runs: 2));
            if (peer is not null)
                others.Add(await peer.MeasureAsync());
        }

        yield return Measurement.Beside("two runs at once that exchange nothing", Median(apart), "rows/s", Median(one));
        yield return Beside("two workers beside one", two, one, TwoWorkersBudget, "one worker", missing: "");
        yield return Beside("two workers beside DistributedDataParallel", two, others, DistributedBudget, "PyTorch, gloo, 2 processes", missing);
    }

    private static Measurement Beside(string name, List<double> own, List<double> others, double budget, string peer, string missing) => others.Count == 0
        ? new Measurement(name, Median(own), "rows/s", Budget: $"no peer: {missing}")
        : Measurement.Beside(
            name, Median(own), "rows/s", Median(others), FormattableString.Invariant($">= {budget}x {peer}"), (value, baseline) => value >= budget * baseline);

    // The first turn warms up.
    private static double Median(List<double> turns) => Measurement.Median(turns.Skip(1));
}
