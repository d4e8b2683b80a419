using OrleansML.Gateway.Api;
using OrleansML.Scoring;

namespace OrleansML.Gateway.Scoring;

/// <summary>How a scoring job stands.</summary>
public sealed record ScoringJobInfo
{
    /// <summary>Id of the job.</summary>
    public required string Job { get; init; }

    /// <summary>The model that scores.</summary>
    public required string Model { get; init; }

    /// <summary>The version that scores.</summary>
    public required int Version { get; init; }

    /// <summary><c>Planned</c>, <c>Running</c>, <c>Finishing</c>, <c>Completed</c>, <c>Failed</c> or <c>Cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>What it does or waits for, or why it ended; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Rows that were found so far.</summary>
    public required long Rows { get; init; }

    /// <summary>Whether all rows were found.</summary>
    public required bool PlanComplete { get; init; }

    /// <summary>Rows that are scored, dead letters included; those of slices that are not finished count too.</summary>
    public required long RowsDone { get; init; }

    /// <summary>Rows that could not be scored and are dead letters.</summary>
    public required long DeadRows { get; init; }

    /// <summary>Slices that were found so far.</summary>
    public required int Slices { get; init; }

    /// <summary>Slices that are finished.</summary>
    public required int SlicesDone { get; init; }

    /// <summary>Leases that were given out; more than there are slices where workers were lost.</summary>
    public required int Leases { get; init; }

    /// <summary>Rows per second of late, over all workers; 0 while none computes.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>Seconds until all rows are scored at the rate of late; null before all rows were found and while no worker computes.</summary>
    public double? EstimatedSecondsRemaining { get; init; }

    /// <summary>The workers, with what they hold.</summary>
    public required IReadOnlyList<ScoringJobWorker> Workers { get; init; }

    /// <summary>Rows that are computed together; 0 before it is chosen.</summary>
    public required int BatchRows { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of it; null before its result is published.</summary>
    public ScoringOutcomeInfo? Outcome { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static ScoringJobInfo From(ScoringStatus status) => new()
    {
        Job = status.Job,
        Model = status.Model,
        Version = status.Version,
        State = status.State.ToString(),
        Reason = status.Reason.Length == 0 ? null : status.Reason,
        Rows = status.Rows,
        PlanComplete = status.IsPlanComplete,
        RowsDone = status.RowsDone,
        DeadRows = status.DeadRows,
        Slices = status.Slices,
        SlicesDone = status.SlicesDone,
        Leases = status.Leases,
        RowsPerSecond = FiniteNumber.Of(status.RowsPerSecond) ?? 0,
        EstimatedSecondsRemaining = SecondsRemaining(status),
        Workers = Array.ConvertAll(status.Workers, ScoringJobWorker.From),
        BatchRows = status.BatchRows,
        PlannedAt = status.PlannedAt,
        EndedAt = status.EndedAt,
        Outcome = status.Outcome is { } outcome ? ScoringOutcomeInfo.From(outcome) : null,
    };

    private static double? SecondsRemaining(ScoringStatus status) => status is { State: ScoringState.Running, IsPlanComplete: true, RowsPerSecond: > 0 }
        ? FiniteNumber.Of((status.Rows - status.RowsDone) / status.RowsPerSecond)
        : null;
}
