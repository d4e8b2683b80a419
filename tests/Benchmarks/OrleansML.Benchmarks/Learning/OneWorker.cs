using System.Diagnostics;
using OrleansML.Training.Runs;
using TorchSharp;

namespace OrleansML.Benchmarks.Learning;

/// <summary>Runs in this process without grains, each on one thread.</summary>
internal static class OneWorker
{
    /// <summary>Rows per second, over all of them, of runs that share nothing but the machine: what workers could reach at most.</summary>
    public static async Task<double> MeasureAtOnceAsync(LearningNetwork network, LearningRows rows, int runs)
    {
        // A thread of its own each: how many threads an operator may use is a setting of the calling thread.
        var speeds = await Task.WhenAll(Enumerable.Range(0, runs).Select(_ => Task.Factory.StartNew(
            () => Measure(network, rows), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return speeds.Sum();
    }

    /// <summary>Rows per second of one run.</summary>
    public static double Measure(LearningNetwork network, LearningRows rows)
    {
        torch.set_num_threads(1);
        using var train = TrainingRows.Open(rows.Train);
        using var validation = TrainingRows.Open(rows.Validation);
        using var replica = TrainingReplica.Create(network.Recipe(shards: 1), network.Build(), train, validation);
        var started = Stopwatch.GetTimestamp();
        var summary = LocalRun.Run(replica);
        return summary.Steps * network.BatchRows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
