namespace OrleansML.Training;

/// <summary>How a worker stands.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.TrainingWorkerStatus")]
public sealed record TrainingWorkerStatus
{
    /// <summary>Its slot.</summary>
    [Id(0)]
    public required int Slot { get; init; }

    /// <summary>This life of it.</summary>
    [Id(1)]
    public required Guid Incarnation { get; init; }

    /// <summary>Address of its silo.</summary>
    [Id(2)]
    public required string Silo { get; init; }

    /// <summary>The generation that it computes for, or is prepared for.</summary>
    [Id(3)]
    public required long Generation { get; init; }

    /// <summary>What it does.</summary>
    [Id(4)]
    public required TrainingWorkerPhase Phase { get; init; }

    /// <summary>Rounds that are done in the state that it holds: steps, and ends of epochs.</summary>
    [Id(5)]
    public long Position { get; init; }

    /// <summary>Mean loss of the last step; null before the first.</summary>
    [Id(6)]
    public double? Loss { get; init; }

    /// <summary>Rows of all steps since it began in this generation, over all workers.</summary>
    [Id(7)]
    public long Rows { get; init; }

    /// <summary>The last 200 epochs that ended.</summary>
    [Id(8)]
    public TrainingEpoch[] Epochs { get; init; } = [];

    /// <summary>Whether a checkpoint is being stored.</summary>
    [Id(9)]
    public bool IsCheckpointing { get; init; }

    /// <summary>Why it failed; empty otherwise.</summary>
    [Id(10)]
    public string Failure { get; init; } = "";

    /// <summary>Whether another worker would fail in the same way, so that the run has failed.</summary>
    [Id(11)]
    public bool FailsRun { get; init; }

    /// <summary>Slots of workers that it could not reach.</summary>
    [Id(12)]
    public int[] Unreachable { get; init; } = [];

    /// <summary>Bytes that it sent to others in this generation.</summary>
    [Id(13)]
    public long SentBytes { get; init; }

    /// <summary>Steps that are done in the state that it holds.</summary>
    [Id(14)]
    public long Step { get; init; }

    /// <summary>Rows per second of late, over all workers.</summary>
    [Id(15)]
    public double RowsPerSecond { get; init; }
}
