namespace OrleansML.Training.Workers;

/// <summary>How a worker stands at one moment.</summary>
public sealed record WorkerProgress
{
    /// <summary>What it does.</summary>
    public required WorkerPhase Phase { get; init; }

    /// <summary>Rounds that are done in the state that it holds: steps, and ends of epochs.</summary>
    public long Position { get; init; }

    /// <summary>Steps that are done.</summary>
    public long Step { get; init; }

    /// <summary>Mean loss of the last step; null before the first.</summary>
    public double? Loss { get; init; }

    /// <summary>Rows of all steps of this generation, over all members.</summary>
    public long Rows { get; init; }

    /// <summary>Every epoch that ended.</summary>
    public IReadOnlyList<EpochRecord> Epochs { get; init; } = [];

    /// <summary>Bytes that it sent in this generation.</summary>
    public long SentBytes { get; init; }

    /// <summary>Why it failed; null otherwise.</summary>
    public Exception? Failure { get; init; }
}
