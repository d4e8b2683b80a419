using OrleansML.Pipelines;

namespace OrleansML.Gateway.Pipelines;

/// <summary>What came of applying a definition.</summary>
public sealed record PipelineAppliedInfo
{
    /// <summary>Name of the pipeline.</summary>
    public required string Pipeline { get; init; }

    /// <summary>Revision of the definition in use, from 1; of a dry run, the one that it would get.</summary>
    public required int Revision { get; init; }

    /// <summary>One sentence for each change; empty when the definition is in use already.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>Converts what the cluster says.</summary>
    public static PipelineAppliedInfo From(PipelineApplied applied) =>
        new() { Pipeline = applied.Pipeline, Revision = applied.Revision, Changes = applied.Changes };
}
