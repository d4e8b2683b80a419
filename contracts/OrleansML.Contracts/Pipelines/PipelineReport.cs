namespace OrleansML.Pipelines;

/// <summary>What came of something that a pipeline has silos do. One of its members is set.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineReport")]
public sealed record PipelineReport
{
    /// <summary>What came of an attempt.</summary>
    [Id(0)]
    public PipelineStepReport? Step { get; init; }

    /// <summary>What came of counting rows.</summary>
    [Id(1)]
    public PipelineRowsReport? Rows { get; init; }

    /// <summary>What came of a notification.</summary>
    [Id(2)]
    public PipelineDeliveryReport? Delivery { get; init; }
}
