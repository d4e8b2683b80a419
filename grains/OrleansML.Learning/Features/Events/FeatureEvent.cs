namespace OrleansML.Learning.Features;

/// <summary>What a source delivers at once of one entity.</summary>
public sealed record FeatureEvent
{
    /// <summary>The entity, as <see cref="EntityKey"/> writes it.</summary>
    public required string Entity { get; init; }

    /// <summary>Place of the source in <see cref="FeatureView.Sources"/>.</summary>
    public required int Source { get; init; }

    /// <summary>When it became true; null: when it arrives.</summary>
    public FeatureTime? EventTime { get; init; }

    /// <summary>When it was written down; null: when it arrives.</summary>
    public FeatureTime? CreatedTime { get; init; }

    /// <summary>Its id, by which a repeated delivery is known; null when it has none.</summary>
    public string? Id { get; init; }

    /// <summary>The fields that it tells of; others keep what they have.</summary>
    public required IReadOnlyList<FeatureFieldValue> Fields { get; init; }
}
