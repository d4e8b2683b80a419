namespace OrleansML.Gateway.Pipelines;

/// <summary>Decisions about a pipeline, newest first.</summary>
public sealed record PipelineDecisionList
{
    /// <summary>The decisions.</summary>
    public required IReadOnlyList<PipelineDecisionInfo> Decisions { get; init; }
}
