using OrleansML.Scoring;

namespace OrleansML.Gateway.Scoring;

/// <summary>A scoring job in a list.</summary>
public sealed record ScoringJobSummary
{
    /// <summary>Id of the job.</summary>
    public required string Job { get; init; }

    /// <summary>The model that scores.</summary>
    public required string Model { get; init; }

    /// <summary>The version that scores.</summary>
    public required int Version { get; init; }

    /// <summary>Where it stands, as <see cref="ScoringJobInfo.State"/>.</summary>
    public required string State { get; init; }

    /// <summary>What it does or waits for, or why it ended; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Rows that were found so far.</summary>
    public required long Rows { get; init; }

    /// <summary>Rows that are scored, dead letters included.</summary>
    public required long RowsDone { get; init; }

    /// <summary>Rows that could not be scored and are dead letters.</summary>
    public required long DeadRows { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Where the result is, as <see cref="ScoringOutcomeInfo.Result"/>; null before it is published.</summary>
    public string? Result { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static ScoringJobSummary From(ScoringStatus status) => new()
    {
        Job = status.Job,
        Model = status.Model,
        Version = status.Version,
        State = status.State.ToString(),
        Reason = status.Reason.Length == 0 ? null : status.Reason,
        Rows = status.Rows,
        RowsDone = status.RowsDone,
        DeadRows = status.DeadRows,
        PlannedAt = status.PlannedAt,
        EndedAt = status.EndedAt,
        Result = status.Outcome?.Result,
    };
}
