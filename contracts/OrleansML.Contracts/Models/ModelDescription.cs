using OrleansML.Tensors;

namespace OrleansML.Models;

/// <summary>What is known of a model after it was loaded once: its schema and how it may be run.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelDescription")]
public sealed record ModelDescription
{
    /// <summary>Format and runtime, such as <c>onnx_onnxruntime</c>.</summary>
    [Id(0)]
    public required string Platform { get; init; }

    /// <summary>Inputs in the model's order.</summary>
    [Id(1)]
    public required TensorMetadata[] Inputs { get; init; }

    /// <summary>Outputs in the model's order; sequences and maps of classifiers are shown as the tensors they are answered with.</summary>
    [Id(2)]
    public required TensorMetadata[] Outputs { get; init; }

    /// <summary>Pool of silos that serve the model.</summary>
    [Id(3)]
    public required string Pool { get; init; }

    /// <summary>Replicas, 1 to 64.</summary>
    [Id(4)]
    public required int Replicas { get; init; }

    /// <summary>Most rows computed together; 1 when requests are never joined.</summary>
    [Id(5)]
    public required int MaximumBatchRows { get; init; }

    /// <summary>Longest time a request waits for others to join its batch; zero starts at once.</summary>
    [Id(6)]
    public required TimeSpan MaximumBatchDelay { get; init; }

    /// <summary>Memory that a loaded copy is expected to take, in bytes.</summary>
    [Id(7)]
    public required long EstimatedBytes { get; init; }

    /// <summary>One sentence on what the model is for; empty when not given.</summary>
    [Id(8)]
    public string Summary { get; init; } = "";

    /// <summary>What had to be repaired in the pushed model before it could be loaded, one sentence each; empty when it was loaded as it is.</summary>
    [Id(9)]
    public string[] Repairs { get; init; } = [];

    /// <summary>Where inputs come from when a request names entities; null when the model takes tensors only.</summary>
    [Id(10)]
    public ModelFeatures? Features { get; init; }

    /// <summary>What share of requests is to be answered, and how fast; null when the manifest does not say.</summary>
    [Id(11)]
    public ModelObjectives? Objectives { get; init; }

    /// <summary>How the model is watched where nobody has defined it; null when the manifest does not say.</summary>
    [Id(12)]
    public ModelMonitoring? Monitoring { get; init; }
}
