namespace OrleansML.Pipelines;

/// <summary>What came of applying a definition.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineApplied")]
public sealed record PipelineApplied
{
    /// <summary>Name of the pipeline.</summary>
    [Id(0)]
    public required string Pipeline { get; init; }

    /// <summary>Revision of the definition in use, from 1; of a dry run, the one that it would get.</summary>
    [Id(1)]
    public required int Revision { get; init; }

    /// <summary>One sentence for each change; empty when the definition is in use already.</summary>
    [Id(2)]
    public required string[] Changes { get; init; }
}
