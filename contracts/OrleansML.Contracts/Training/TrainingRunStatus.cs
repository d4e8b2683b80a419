namespace OrleansML.Training;

/// <summary>How a training run stands.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingRunStatus")]
public sealed record TrainingRunStatus
{
    /// <summary>Id of the run.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>The model that it makes a version of.</summary>
    [Id(1)]
    public required string Model { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)]
    public required TrainingState State { get; init; }

    /// <summary>What it does or waits for, or why it ended; empty when the state says it all.</summary>
    [Id(3)]
    public string Reason { get; init; } = "";

    /// <summary>Grows each time that workers come or go.</summary>
    [Id(4)]
    public long Generation { get; init; }

    /// <summary>The workers of this generation.</summary>
    [Id(5)]
    public TrainingMember[] Members { get; init; } = [];

    /// <summary>Steps that are done.</summary>
    [Id(6)]
    public long Step { get; init; }

    /// <summary>Steps when no epoch is saved by stopping early; 0 before rows are gathered.</summary>
    [Id(7)]
    public long Steps { get; init; }

    /// <summary>Steps of an epoch; 0 before rows are gathered.</summary>
    [Id(8)]
    public long StepsPerEpoch { get; init; }

    /// <summary>Rows per second of late, over all workers; 0 while none computes.</summary>
    [Id(9)]
    public double RowsPerSecond { get; init; }

    /// <summary>Mean loss of the last step; null before the first.</summary>
    [Id(10)]
    public double? Loss { get; init; }

    /// <summary>Step of the last checkpoint; null before the first.</summary>
    [Id(11)]
    public long? CheckpointStep { get; init; }

    /// <summary>Every epoch that ended, with the proof that each row counted once.</summary>
    [Id(12)]
    public TrainingEpoch[] Epochs { get; init; } = [];

    /// <summary>Who computed which shards over which steps.</summary>
    [Id(13)]
    public TrainingLease[] Leases { get; init; } = [];

    /// <summary>When it was asked for.</summary>
    [Id(14)]
    public DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    [Id(15)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>SHA-256 of weights, optimizer and position at the end of the training, in lower-case hexadecimal; empty before.</summary>
    [Id(16)]
    public string StateDigest { get; init; } = "";

    /// <summary>What came of it; null before it is evaluated.</summary>
    [Id(17)]
    public TrainingOutcome? Outcome { get; init; }

    /// <summary>Rows gathered for training, validation and test; 0 before.</summary>
    [Id(18)]
    public long[] Rows { get; init; } = [0, 0, 0];
}
