namespace OrleansML.Pipelines;

/// <summary>How a step of a run stands.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineStepStatus")]
public sealed record PipelineStepStatus
{
    /// <summary>Name of the step.</summary>
    [Id(0)]
    public required string Step { get; init; }

    /// <summary>Its kind as definitions write it, such as <c>training_set</c>.</summary>
    [Id(1)]
    public required string Kind { get; init; }

    /// <summary>Where it stands.</summary>
    [Id(2)]
    public required PipelineStepState State { get; init; }

    /// <summary>Number of the current or last attempt, from 1; 0 before the first.</summary>
    [Id(3)]
    public int Attempt { get; init; }

    /// <summary>When that began.</summary>
    [Id(4)]
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the next begins; null unless one is waited for.</summary>
    [Id(5)]
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>When the step came to its end.</summary>
    [Id(6)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>What it gave to later steps, at most 8,192 characters; null before it succeeded.</summary>
    [Id(7)]
    public string? Output { get; init; }

    /// <summary>Why it stands there; empty where that needs no reason.</summary>
    [Id(8)]
    public string Reason { get; init; } = "";

    /// <summary>Names of the steps that it waits for.</summary>
    [Id(9)]
    public string[] After { get; init; } = [];
}
