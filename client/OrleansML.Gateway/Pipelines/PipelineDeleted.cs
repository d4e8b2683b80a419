namespace OrleansML.Gateway.Pipelines;

/// <summary>A pipeline that is no more.</summary>
public sealed record PipelineDeleted
{
    /// <summary>Name that it had.</summary>
    public required string Pipeline { get; init; }
}
