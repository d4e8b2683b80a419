using OrleansML.Learning.Features;

namespace OrleansML.Data.History;

/// <summary>The features that one reader got of one entity. What it refers to must not change after it was handed to a <see cref="HistoryWriter"/>.</summary>
public sealed record ServedVector
{
    /// <summary>The definition that it was served by.</summary>
    public required FeatureView View { get; init; }

    /// <summary>The entity, as <see cref="EntityKey"/> writes it.</summary>
    public required string Entity { get; init; }

    /// <summary>The time that freshness, windows and <c>now()</c> were computed for.</summary>
    public required FeatureTime ServedAt { get; init; }

    /// <summary>A value for each of <see cref="FeatureNames.All"/>: fields, windows, request data, derived features.</summary>
    public required ReadOnlyMemory<FeatureValue> Values { get; init; }

    /// <summary>A status for each value; that of request data is not written.</summary>
    public required ReadOnlyMemory<FeatureStatus> Statuses { get; init; }

    /// <summary>Name and version of the model that read it; null when none did.</summary>
    public string? Model { get; init; }

    /// <summary>Id of the prediction that it went into; null when there is none.</summary>
    public string? PredictionId { get; init; }
}
