using System.Diagnostics;
using OrleansML.Training.Runs;
using TorchSharp;

namespace OrleansML.Benchmarks.Learning;

/// <summary>A run on one thread of this process, without grains.</summary>
internal static class OneWorker
{
    private const int Epochs = 4;

    /// <summary>Rows per second over some epochs.</summary>
    public static double Measure(LearningNetwork network, LearningRows rows)
    {
        torch.set_num_threads(1);
        using var train = TrainingRows.Open(rows.Train);
        using var validation = TrainingRows.Open(rows.Validation);
        using var replica = TrainingReplica.Create(network.Recipe(Epochs, shards: 1), network.Build(), train, validation);
        var started = Stopwatch.GetTimestamp();
        var summary = LocalRun.Run(replica);
        return summary.Steps * network.BatchRows / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
