namespace OrleansML.Features;

/// <summary>What a source tells at once of one entity.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.FeatureEventData")]
public sealed record FeatureEventData
{
    /// <summary>Place of the source among the view's sources by name.</summary>
    [Id(0)]
    public required int Source { get; init; }

    /// <summary>When it became true, in microseconds since 1970-01-01T00:00:00Z; null: when it arrives.</summary>
    [Id(1)]
    public long? EventTime { get; init; }

    /// <summary>When it was written down, in microseconds since 1970-01-01T00:00:00Z; null: when it arrives.</summary>
    [Id(2)]
    public long? CreatedTime { get; init; }

    /// <summary>Its id, by which a repeated delivery is known; null when it has none.</summary>
    [Id(3)]
    public string? Id { get; init; }

    /// <summary>The fields that it tells of, by their place among the view's fields.</summary>
    [Id(4)]
    public required int[] Slots { get; init; }

    /// <summary>A value for each of them; missing where the source says that there is none.</summary>
    [Id(5)]
    public required FeatureDatum[] Values { get; init; }
}
