namespace OrleansML.Pipelines;

/// <summary>What came of an attempt at a step.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineStepReport")]
public sealed record PipelineStepReport
{
    /// <summary>The attempt.</summary>
    [Id(0)]
    public required PipelineAttempt Attempt { get; init; }

    /// <summary>What it gives to later steps, at most 8,192 characters; null when it failed.</summary>
    [Id(1)]
    public string? Output { get; init; }

    /// <summary>How it failed as definitions write it: <c>user</c>, <c>capacity</c>, <c>unavailable</c>, <c>timeout</c> or <c>internal</c>; empty when it did not.</summary>
    [Id(2)]
    public string Failure { get; init; } = "";

    /// <summary>Why it failed; empty when it did not. Holds no secret.</summary>
    [Id(3)]
    public string Reason { get; init; } = "";
}
