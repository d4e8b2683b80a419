using OrleansML.Training;
using OrleansML.Training.Workers;

namespace OrleansML.Grains.Training;

/// <summary>Decides who computes what, and from which state on. A pure function of its arguments.</summary>
internal static class TrainingPlanner
{
    /// <summary>Plans a generation.</summary>
    /// <param name="ready">Workers that are halted, at least one.</param>
    /// <param name="shards">Shards of each step.</param>
    /// <param name="checkpoint">The last checkpoint; null where there is none.</param>
    /// <param name="generation">The generation.</param>
    /// <returns>
    /// The members, at most one for each shard, and the state that is furthest: that of a worker, or the checkpoint where no worker is as far. Every
    /// state of a run at one place has the same bits, so it does not matter whose it is.
    /// </returns>
    public static TrainingAssignment Plan(IReadOnlyList<TrainingWorkerStatus> ready, int shards, TrainingCheckpoint? checkpoint, long generation)
    {
        TrainingWorkerStatus[] chosen = [.. ready.OrderBy(static worker => worker.Slot).Take(shards)];
        var ranges = ShardRange.Divide(shards, chosen.Length);
        TrainingMember[] members =
        [
            .. chosen.Select((worker, place) => new TrainingMember
            {
                Slot = worker.Slot,
                Incarnation = worker.Incarnation,
                Silo = worker.Silo,
                FirstShard = ranges[place].First,
                Shards = ranges[place].Count,
            }),
        ];
        var furthest = chosen.MaxBy(static worker => worker.Position)!;
        var assignment = new TrainingAssignment { Generation = generation, Members = members, Position = furthest.Position };
        if (checkpoint is not null && checkpoint.Position > furthest.Position)
            return assignment with { Position = checkpoint.Position, Checkpoint = checkpoint.Artifact };

        return chosen.Any(worker => worker.Position != furthest.Position) ? assignment with { SourceSlot = furthest.Slot } : assignment;
    }

    /// <summary>Steps that are done at a place of a run.</summary>
    /// <param name="position">Rounds that are done.</param>
    /// <param name="stepsPerEpoch">Steps of an epoch, each of which ends with one more round.</param>
    public static long StepOf(long position, long stepsPerEpoch)
    {
        var epochs = position / (stepsPerEpoch + 1);
        return (epochs * stepsPerEpoch) + Math.Min(position % (stepsPerEpoch + 1), stepsPerEpoch);
    }
}
