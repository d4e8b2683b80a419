namespace OrleansML.Features;

/// <summary>Events of one entity, in order.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.EntityEvents")]
public sealed record EntityEvents
{
    /// <summary>The entity.</summary>
    [Id(0)]
    public required string Entity { get; init; }

    /// <summary>Its events.</summary>
    [Id(1)]
    public required FeatureEventData[] Events { get; init; }
}
