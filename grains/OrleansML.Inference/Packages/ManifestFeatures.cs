using OrleansML.Learning.Preprocessing;
using OrleansML.Models;

namespace OrleansML.Inference.Packages;

/// <summary>What a manifest says of features: where a model's inputs come from when a request names entities.</summary>
public sealed record ManifestFeatures
{
    /// <summary>Names of the views.</summary>
    public required IReadOnlyList<string> Views { get; init; }

    /// <summary>Time for all sources together, 1 ms to 1 min; null for the default.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Data that a request brings along, by name.</summary>
    public IReadOnlyList<RequestField> Request { get; init; } = [];

    /// <summary>How raw values become inputs, in YAML.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>The same, compiled.</summary>
    public required PreprocessingPlan Plan { get; init; }
}
