namespace OrleansML.Pipelines;

/// <summary>What came of counting rows for a trigger.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineRowsReport")]
public sealed record PipelineRowsReport
{
    /// <summary>Name of the trigger.</summary>
    [Id(0)]
    public required string Trigger { get; init; }

    /// <summary>From when on rows were counted, inclusive.</summary>
    [Id(1)]
    public required DateTimeOffset Since { get; init; }

    /// <summary>Until when, exclusive.</summary>
    [Id(2)]
    public required DateTimeOffset Until { get; init; }

    /// <summary>How many there are.</summary>
    [Id(3)]
    public required long Rows { get; init; }

    /// <summary>Why they could not be counted; empty when they were.</summary>
    [Id(4)]
    public string Failure { get; init; } = "";
}
