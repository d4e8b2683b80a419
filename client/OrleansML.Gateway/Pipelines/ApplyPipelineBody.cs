namespace OrleansML.Gateway.Pipelines;

// For the description of the API only; DefinitionBody reads requests member by member, to say what is wrong with each.
/// <summary>Puts a pipeline definition in use.</summary>
public sealed record ApplyPipelineBody
{
    /// <summary>The pipeline definition in YAML, at most 1 MiB. Its paths are those of the silos.</summary>
    public required string Definition { get; init; }

    /// <summary>Who asks, for the record; at most 200 characters.</summary>
    public string? Actor { get; init; }
}
