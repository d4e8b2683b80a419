using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>The right of one worker to compute some shards of each step, and the steps over which it did.</summary>
public sealed record TrainingLeaseInfo
{
    /// <summary>The generation that it belongs to.</summary>
    public required long Generation { get; init; }

    /// <summary>The worker's slot.</summary>
    public required int Slot { get; init; }

    /// <summary>First of its shards.</summary>
    public required int FirstShard { get; init; }

    /// <summary>Number of its shards.</summary>
    public required int Shards { get; init; }

    /// <summary>The step that it began with, from 0.</summary>
    public required long FromStep { get; init; }

    /// <summary>The step before which it ended; null while it is held.</summary>
    public long? ToStep { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingLeaseInfo From(TrainingLease lease) => new()
    {
        Generation = lease.Generation,
        Slot = lease.Slot,
        FirstShard = lease.FirstShard,
        Shards = lease.Shards,
        FromStep = lease.FromStep,
        ToStep = lease.ToStep,
    };
}
