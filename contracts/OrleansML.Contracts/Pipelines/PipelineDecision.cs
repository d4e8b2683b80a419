namespace OrleansML.Pipelines;

/// <summary>One decision, and why.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineDecision")]
public sealed record PipelineDecision
{
    /// <summary>When.</summary>
    [Id(0)]
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// What: <c>start</c>, <c>skip</c>, <c>buffer</c>, <c>cancel</c>, <c>miss</c> or <c>refuse</c> of runs; <c>end</c>, <c>resume</c>,
    /// <c>apply</c>, <c>pause</c>, <c>unpause</c>, <c>notify</c>.
    /// </summary>
    [Id(1)]
    public required string Kind { get; init; }

    /// <summary>About what: name of a trigger, <c>hand</c> or <c>backfill</c>; empty when about the pipeline.</summary>
    [Id(2)]
    public string Trigger { get; init; } = "";

    /// <summary>Key of the run; empty where none is meant, or several are.</summary>
    [Id(3)]
    public string Key { get; init; } = "";

    /// <summary>The reason in a sentence, with the values that led to it.</summary>
    [Id(4)]
    public required string Why { get; init; }
}
