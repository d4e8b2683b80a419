namespace OrleansML.Pipelines;

/// <summary>One run of a pipeline.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineRun")]
public sealed record PipelineRun
{
    /// <summary>Its id, which follows from its key: the end of its interval and 8 hexadecimal digits, such as <c>20260329T010000Z-1f0c2a9b</c>.</summary>
    [Id(0)]
    public required string Run { get; init; }

    /// <summary>What tells it from every other run of the pipeline, such as <c>nightly/2026-03-29T01:00:00Z</c>.</summary>
    [Id(1)]
    public required string Key { get; init; }

    /// <summary>What asked for it: the name of a trigger, <c>hand</c> or <c>backfill</c>.</summary>
    [Id(2)]
    public required string Trigger { get; init; }

    /// <summary>Start of its data interval, inclusive.</summary>
    [Id(3)]
    public required DateTimeOffset IntervalStart { get; init; }

    /// <summary>End of its data interval, exclusive.</summary>
    [Id(4)]
    public required DateTimeOffset IntervalEnd { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(5)]
    public required PipelineRunState State { get; init; }

    /// <summary>When it was started or skipped; null while it waits.</summary>
    [Id(6)]
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>When it ended; null while it has not, and when it never started.</summary>
    [Id(7)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>Why it stands there, in a sentence.</summary>
    [Id(8)]
    public string Reason { get; init; } = "";

    /// <summary>Revision of the definition that it goes by; 0 where that is not known any more.</summary>
    [Id(9)]
    public int Revision { get; init; }

    /// <summary>Its steps, each after those that it waits for; empty in lists, and where they are not known any more.</summary>
    [Id(10)]
    public PipelineStepStatus[] Steps { get; init; } = [];
}
