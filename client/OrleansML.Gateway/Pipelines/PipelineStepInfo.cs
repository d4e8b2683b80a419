using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>How a step of a run stands.</summary>
public sealed record PipelineStepInfo
{
    /// <summary>Name of the step.</summary>
    public required string Step { get; init; }

    /// <summary>Its kind as definitions write it, such as <c>training_set</c>.</summary>
    public required string Kind { get; init; }

    /// <summary><c>Pending</c>, <c>Running</c>, <c>WaitingToRetry</c>, <c>Succeeded</c>, <c>Failed</c>, <c>Skipped</c> or <c>Cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary>Number of the current or last attempt, from 1; 0 before the first.</summary>
    public required int Attempt { get; init; }

    /// <summary>When that began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the next begins; null unless one is waited for.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the step came to its end.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it gave to later steps, at most 8,192 characters; null before it succeeded.</summary>
    public string? Output { get; init; }

    /// <summary>Why it stands there; null where that needs no reason.</summary>
    public string? Reason { get; init; }

    /// <summary>Names of the steps that it waits for.</summary>
    public required IReadOnlyList<string> After { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineStepInfo From(PipelineStepStatus step) => new()
    {
        Step = step.Step,
        Kind = step.Kind,
        State = step.State.ToString(),
        Attempt = step.Attempt,
        StartedAt = step.StartedAt,
        RetryAt = step.RetryAt,
        EndedAt = step.EndedAt,
        Output = step.Output,
        Reason = PipelineTexts.OrNull(step.Reason),
        After = step.After,
    };
}
