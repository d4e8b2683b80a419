using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>One decision, and why.</summary>
public sealed record PipelineDecisionInfo
{
    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// What: <c>start</c>, <c>skip</c>, <c>buffer</c>, <c>cancel</c>, <c>miss</c>, <c>wait</c> or <c>refuse</c> of runs; <c>end</c>, <c>resume</c>,
    /// <c>apply</c>, <c>pause</c>, <c>unpause</c>, <c>notify</c>.
    /// </summary>
    public required string Kind { get; init; }

    /// <summary>About what: name of a trigger, <c>hand</c> or <c>backfill</c>; null when about the pipeline.</summary>
    public string? Trigger { get; init; }

    /// <summary>Key of the run; null where none is meant, or several are.</summary>
    public string? Key { get; init; }

    /// <summary>The reason in a sentence, with the values that led to it.</summary>
    public required string Why { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineDecisionInfo From(PipelineDecision decision) => new()
    {
        At = decision.At,
        Kind = decision.Kind,
        Trigger = PipelineTexts.OrNull(decision.Trigger),
        Key = PipelineTexts.OrNull(decision.Key),
        Why = decision.Why,
    };
}
