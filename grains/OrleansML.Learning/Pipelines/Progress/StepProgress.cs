namespace OrleansML.Learning.Pipelines;

/// <summary>How far a step of a run is.</summary>
internal sealed record StepProgress
{
    public required string Name { get; init; }

    public StepState State { get; init; }

    /// <summary>Number of the current or last attempt, from 1 over the whole run; 0 before the first.</summary>
    public int Attempt { get; init; }

    /// <summary>Retries since the run began or was resumed.</summary>
    public int Retries { get; init; }

    /// <summary>When the current or last attempt began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the next attempt begins; null unless one is waited for.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the step came to its end.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it gave to later steps; null before it succeeded.</summary>
    public string? Output { get; init; }

    /// <summary>Why it is as it is; null where that needs no reason.</summary>
    public string? Reason { get; init; }
}
