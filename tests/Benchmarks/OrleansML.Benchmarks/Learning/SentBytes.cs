using Google.Protobuf;
using OrleansML.Testing;
using OrleansML.Training.Workers;

namespace OrleansML.Benchmarks.Learning;

/// <summary>What workers hand to the network, counted by themselves; they exchange it in this process.</summary>
internal static class SentBytes
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);

    /// <summary>Mean bytes per step and worker, with the ends of epochs.</summary>
    public static async Task<double> MeasureAsync(LearningNetwork network, LearningRows rows, int members)
    {
        var recipe = network.Recipe(shards: members);
        var model = network.Build().ToByteArray();
        var workers = Enumerable.Range(0, members)
            .Select(member => new TrainingWorker($"bench {member}", () => SessionLoader.Load(recipe, model, rows.Train, rows.Validation), static _ => { }))
            .ToArray();
        try
        {
            await ReachAsync(workers, WorkerPhase.Ready);
            for (var member = 0; member < members; member++)
            {
                workers[member].Begin(new WorkerOrder
                {
                    Generation = 1,
                    Ranges = ShardRange.Divide(members, members),
                    Self = member,
                    Position = 0,
                    Send = (to, part) => DeliverAsync(workers[to], part).Ignore(),
                });
            }

            await ReachAsync(workers, WorkerPhase.Finished);
            return workers.Average(static worker => (double)worker.Progress.SentBytes / worker.Progress.Step);
        }
        finally
        {
            foreach (var worker in workers)
                worker.Dispose();
        }
    }

    private static Task ReachAsync(TrainingWorker[] workers, WorkerPhase phase) => Eventually.HoldsAsync(
        () => workers.Select(static worker => worker.Progress).All(progress => progress.Phase == WorkerPhase.Failed
            ? throw new InvalidOperationException("A worker failed.", progress.Failure)
            : progress.Phase == phase),
        $"all workers are {phase}",
        Longest);

    // A worker that has not begun yet takes nothing.
    private static async Task DeliverAsync(TrainingWorker worker, ExchangePart part)
    {
        while (!worker.Take(1, part))
            await Task.Delay(Pause);
    }
}
