using OrleansML.Models;

namespace OrleansML.Inference.Packages;

/// <summary>What a person says about a model in <c>manifest.yaml</c>. Everything is optional.</summary>
public sealed record ModelManifest
{
    /// <summary>A manifest that says nothing.</summary>
    public static ModelManifest Empty { get; } = new();

    /// <summary>Name of the model; null when not given.</summary>
    public string? Name { get; init; }

    /// <summary>Version, 1 or more; null when not given.</summary>
    public int? Version { get; init; }

    /// <summary>One sentence on what the model is for.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Pool of silos that serve the model; null when not given.</summary>
    public string? Pool { get; init; }

    /// <summary>Replicas, 1 to 64. Default 1.</summary>
    public int Replicas { get; init; } = 1;

    /// <summary>Most rows computed together, 1 to 65,536; null to find out by loading.</summary>
    public int? MaximumBatchRows { get; init; }

    /// <summary>Longest time a request waits for company, 0 to 1 s. Default 0.</summary>
    public TimeSpan MaximumBatchDelay { get; init; }

    /// <summary>Where inputs come from when a request names entities; null when the model takes tensors only.</summary>
    public ManifestFeatures? Features { get; init; }

    /// <summary>What share of requests is to be answered, and how fast; null when not given.</summary>
    public ModelObjectives? Objectives { get; init; }

    /// <summary>How the model is watched where nobody has defined it; null when not given.</summary>
    public ModelMonitoring? Monitoring { get; init; }

    /// <summary>Rules for inputs, by name.</summary>
    public IReadOnlyDictionary<string, InputRule> Inputs { get; init; } = new Dictionary<string, InputRule>();
}
