namespace OrleansML.Gateway.Pipelines;

/// <summary>The definition of a pipeline.</summary>
public sealed record PipelineDefinitionInfo
{
    /// <summary>Name of the pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>The definition in use, in YAML as it was applied.</summary>
    public required string Definition { get; init; }
}
