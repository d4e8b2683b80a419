using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>One run of a pipeline.</summary>
public sealed record PipelineRunInfo
{
    /// <summary>Its id.</summary>
    public required string Run { get; init; }

    /// <summary>What tells it from every other run of the pipeline, such as <c>nightly/2026-03-29T01:00:00Z</c>.</summary>
    public required string Key { get; init; }

    /// <summary>What asked for it: the name of a trigger, <c>hand</c> or <c>backfill</c>.</summary>
    public required string Trigger { get; init; }

    /// <summary>Start of its data interval, inclusive.</summary>
    public required DateTimeOffset IntervalStart { get; init; }

    /// <summary>End of its data interval, exclusive.</summary>
    public required DateTimeOffset IntervalEnd { get; init; }

    /// <summary><c>Waiting</c>, <c>Running</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Cancelled</c> or <c>Skipped</c>.</summary>
    public required string State { get; init; }

    /// <summary>When it was started or skipped; null while it waits.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When it ended; null while it has not, and when it never started.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it stands there, in a sentence; null when the state says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Revision of the definition that it goes by; null where that is not known any more.</summary>
    public int? Revision { get; init; }

    /// <summary>Its steps, each after those that it waits for; null in lists, and where they are not known any more.</summary>
    public IReadOnlyList<PipelineStepInfo>? Steps { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineRunInfo From(PipelineRun run) => new()
    {
        Run = run.Run,
        Key = run.Key,
        Trigger = run.Trigger,
        IntervalStart = run.IntervalStart,
        IntervalEnd = run.IntervalEnd,
        State = run.State.ToString(),
        DecidedAt = run.DecidedAt,
        EndedAt = run.EndedAt,
        Reason = PipelineTexts.OrNull(run.Reason),
        Revision = run.Revision == 0 ? null : run.Revision,
        Steps = run.Steps.Length == 0 ? null : Array.ConvertAll(run.Steps, PipelineStepInfo.From),
    };
}
