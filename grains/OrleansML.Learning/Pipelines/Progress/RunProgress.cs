using System.Collections.Immutable;

namespace OrleansML.Learning.Pipelines;

/// <summary>How far a run is. Immutable, and written as JSON as it stands; store it before acting on what led to it.</summary>
internal sealed record RunProgress
{
    /// <summary>Key of the run; also what the jitter of its retries follows from.</summary>
    public required string Key { get; init; }

    /// <summary>When it began, or was resumed.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Its steps, each after those that it waits for.</summary>
    public required ImmutableList<StepProgress> Steps { get; init; }

    /// <summary>Why it is to be stopped; null: it is not.</summary>
    public string? CancelReason { get; init; }

    /// <summary>What became of it.</summary>
    public RunOutcome Outcome { get; init; }

    /// <summary>Why it did not succeed; null while it goes on, and when it did.</summary>
    public string? Reason { get; init; }
}
