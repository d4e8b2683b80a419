namespace OrleansML.Pipelines;

/// <summary>What came of an attempt to deliver a notification.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.PipelineDeliveryReport")]
public sealed record PipelineDeliveryReport
{
    /// <summary>Id of the notification.</summary>
    [Id(0)]
    public required string Id { get; init; }

    /// <summary>Why it was not taken; empty when it was. Holds no secret.</summary>
    [Id(1)]
    public string Failure { get; init; } = "";

    /// <summary>Whether the receiver wants no more of it, so that trying again is of no use.</summary>
    [Id(2)]
    public bool IsFinal { get; init; }
}
