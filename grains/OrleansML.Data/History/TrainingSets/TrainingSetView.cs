using OrleansML.Learning.Features;

namespace OrleansML.Data.History;

/// <summary>Features of one view for a training set.</summary>
public sealed record TrainingSetView
{
    /// <summary>The definition that values are computed by; the history may have been recorded under earlier ones.</summary>
    public required FeatureView View { get; init; }

    /// <summary>Names of fields, windows and derived features, each once; null: all that are not secret.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>For entity keys whose column in the spine has another name: that name, by key.</summary>
    public IReadOnlyDictionary<string, string> KeyColumns { get; init; } = new Dictionary<string, string>();

    internal string KeyColumn(FeatureKey key) => KeyColumns.TryGetValue(key.Name, out var column) ? column : key.Name;
}
