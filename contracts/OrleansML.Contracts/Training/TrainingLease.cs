namespace OrleansML.Training;

/// <summary>The right of one worker to compute some shards of each step, and the steps over which it did.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingLease")]
public sealed record TrainingLease
{
    /// <summary>The generation that it belongs to; later ones end it.</summary>
    [Id(0)]
    public required long Generation { get; init; }

    /// <summary>The worker's slot.</summary>
    [Id(1)]
    public required int Slot { get; init; }

    /// <summary>First of its shards.</summary>
    [Id(2)]
    public required int FirstShard { get; init; }

    /// <summary>Number of its shards.</summary>
    [Id(3)]
    public required int Shards { get; init; }

    /// <summary>The step that it began with, from 0.</summary>
    [Id(4)]
    public required long FromStep { get; init; }

    /// <summary>The step before which it ended; null while it is held.</summary>
    [Id(5)]
    public long? ToStep { get; init; }
}
