namespace OrleansML.Pipelines;

/// <summary>A backfill that goes on.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineBackfill")]
public sealed record PipelineBackfill
{
    /// <summary>The operation that asked for it.</summary>
    [Id(0)]
    public required string Operation { get; init; }

    /// <summary>The trigger whose runs are made up.</summary>
    [Id(1)]
    public required string Trigger { get; init; }

    /// <summary>Instants up to here have been started.</summary>
    [Id(2)]
    public required DateTimeOffset DoneUntil { get; init; }

    /// <summary>The last instant, inclusive.</summary>
    [Id(3)]
    public required DateTimeOffset Until { get; init; }
}
