using OrleansML.Gateway.Api;
using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>How a training run stands.</summary>
public sealed record TrainingRunInfo
{
    /// <summary>Id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>The model that it makes a version of.</summary>
    public required string Model { get; init; }

    /// <summary>
    /// <c>Planned</c>, <c>Gathering</c>, <c>Running</c>, <c>Checkpointing</c>, <c>Evaluating</c>, <c>Completed</c>, <c>Failed</c> or <c>Cancelled</c>.
    /// </summary>
    public required string State { get; init; }

    /// <summary>What it does or waits for, or why it ended; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Grows each time that workers come or go.</summary>
    public required long Generation { get; init; }

    /// <summary>The workers of this generation.</summary>
    public required IReadOnlyList<TrainingMemberInfo> Members { get; init; }

    /// <summary>Steps that are done.</summary>
    public required long Step { get; init; }

    /// <summary>Steps when no epoch is saved by stopping early; 0 before rows are gathered.</summary>
    public required long Steps { get; init; }

    /// <summary>Steps of an epoch; 0 before rows are gathered.</summary>
    public required long StepsPerEpoch { get; init; }

    /// <summary>Epochs that ended, which is the number of the one under way.</summary>
    public required int Epoch { get; init; }

    /// <summary>Rows per second of late, over all workers; 0 while none computes.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Mean loss of the last step; null before the first.</summary>
    public double? Loss { get; init; }

    /// <summary>Seconds until the steps are done at the rate of late, less when it stops early; null while no worker computes.</summary>
    public double? EstimatedSecondsRemaining { get; init; }

    /// <summary>Step of the last checkpoint; null before the first.</summary>
    public long? CheckpointStep { get; init; }

    /// <summary>Every epoch that ended.</summary>
    public required IReadOnlyList<TrainingEpochInfo> Epochs { get; init; }

    /// <summary>Who computed which shards over which steps.</summary>
    public required IReadOnlyList<TrainingLeaseInfo> Leases { get; init; }

    /// <summary>Rows that were gathered.</summary>
    public required TrainingRowsInfo Rows { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>SHA-256 of weights, optimizer and position at the end of the training; null before.</summary>
    public string? StateDigest { get; init; }

    /// <summary>What came of it; null before it is evaluated.</summary>
    public TrainingOutcomeInfo? Outcome { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingRunInfo From(TrainingRunStatus status) => new()
    {
        Run = status.Run,
        Model = status.Model,
        State = status.State.ToString(),
        Reason = status.Reason.Length == 0 ? null : status.Reason,
        Generation = status.Generation,
        Members = Array.ConvertAll(status.Members, TrainingMemberInfo.From),
        Step = status.Step,
        Steps = status.Steps,
        StepsPerEpoch = status.StepsPerEpoch,
        Epoch = status.Epochs.Length,
        RowsPerSecond = FiniteNumber.Of(status.RowsPerSecond) ?? 0,
        Loss = FiniteNumber.Of(status.Loss),
        EstimatedSecondsRemaining = SecondsRemaining(status),
        CheckpointStep = status.CheckpointStep,
        Epochs = Array.ConvertAll(status.Epochs, TrainingEpochInfo.From),
        Leases = Array.ConvertAll(status.Leases, TrainingLeaseInfo.From),
        Rows = TrainingRowsInfo.From(status.Rows),
        PlannedAt = status.PlannedAt,
        EndedAt = status.EndedAt,
        StateDigest = status.StateDigest.Length == 0 ? null : status.StateDigest,
        Outcome = status.Outcome is { } outcome ? TrainingOutcomeInfo.From(outcome) : null,
    };

    private static double? SecondsRemaining(TrainingRunStatus status)
    {
        if (status.State is not (TrainingState.Running or TrainingState.Checkpointing) || !(status.RowsPerSecond > 0) || status.StepsPerEpoch == 0)
            return null;

        var rowsPerStep = (double)status.Rows[0] / status.StepsPerEpoch;
        return FiniteNumber.Of((status.Steps - status.Step) * rowsPerStep / status.RowsPerSecond);
    }
}
