namespace OrleansML.Features;

/// <summary>The features of one entity.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureVector")]
public sealed record FeatureVector
{
    /// <summary>The entity.</summary>
    [Id(0)]
    public required string Entity { get; init; }

    /// <summary>When it was put together, in microseconds since 1970-01-01T00:00:00Z.</summary>
    [Id(1)]
    public required long ServedAt { get; init; }

    /// <summary>One readout for each selected feature, in that order; empty when <see cref="Failure"/> is not.</summary>
    [Id(2)]
    public required FeatureReadout[] Features { get; init; }

    /// <summary>What went wrong with sources on the way, one sentence each; the readouts tell what it means for the values.</summary>
    [Id(3)]
    public string[] SourceFailures { get; init; } = [];

    /// <summary>Why there is no vector: the view's policy asks for an error, or the entity is not spelled right. Null when there is one.</summary>
    [Id(4)]
    public string? Failure { get; init; }
}
