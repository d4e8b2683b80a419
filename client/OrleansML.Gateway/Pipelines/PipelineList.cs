namespace OrleansML.Gateway.Pipelines;

/// <summary>All pipelines by name.</summary>
public sealed record PipelineList
{
    /// <summary>The pipelines.</summary>
    public required IReadOnlyList<PipelineSummary> Pipelines { get; init; }
}
