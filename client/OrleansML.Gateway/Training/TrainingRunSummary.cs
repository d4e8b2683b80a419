using OrleansML.Training;

namespace OrleansML.Gateway.Training;

/// <summary>A training run in a list.</summary>
public sealed record TrainingRunSummary
{
    /// <summary>Id of the run.</summary>
    public required string Run { get; init; }

    /// <summary>The model that it makes a version of.</summary>
    public required string Model { get; init; }

    /// <summary>Where it stands, as <see cref="TrainingRunInfo.State"/>.</summary>
    public required string State { get; init; }

    /// <summary>What it does or waits for, or why it ended; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Steps that are done.</summary>
    public required long Step { get; init; }

    /// <summary>Steps when no epoch is saved by stopping early; 0 before rows are gathered.</summary>
    public required long Steps { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Whether the gate let it pass; null before that.</summary>
    public bool? Passed { get; init; }

    /// <summary>The version that it became; null before that, and when the gate refused it.</summary>
    public int? Version { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static TrainingRunSummary From(TrainingRunStatus status) => new()
    {
        Run = status.Run,
        Model = status.Model,
        State = status.State.ToString(),
        Reason = status.Reason.Length == 0 ? null : status.Reason,
        Step = status.Step,
        Steps = status.Steps,
        PlannedAt = status.PlannedAt,
        EndedAt = status.EndedAt,
        Passed = status.Outcome?.Passed,
        Version = status.Outcome?.Version,
    };
}
