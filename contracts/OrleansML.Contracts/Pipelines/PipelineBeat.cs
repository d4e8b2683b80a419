namespace OrleansML.Pipelines;

/// <summary>A sign of life of a silo that works on steps.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineBeat")]
public sealed record PipelineBeat
{
    /// <summary>What it works on.</summary>
    [Id(0)]
    public required PipelineAttempt[] Attempts { get; init; }
}
