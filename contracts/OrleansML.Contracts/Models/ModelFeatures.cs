namespace OrleansML.Models;

/// <summary>Where the inputs of a model come from when a request names entities in place of tensors.</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelFeatures")]
public sealed record ModelFeatures
{
    /// <summary>Keys that a request names an entity by, in order.</summary>
    [Id(0)]
    public required string[] Entity { get; init; }

    /// <summary>The views it reads, with the features of each.</summary>
    [Id(1)]
    public required ViewUse[] Views { get; init; }

    /// <summary>Data that a request brings along.</summary>
    [Id(2)]
    public RequestField[] Request { get; init; } = [];

    /// <summary>How raw values become inputs, in YAML; its columns are features, named <c>view.feature</c>, and request data.</summary>
    [Id(3)]
    public required string Preprocessing { get; init; }

    /// <summary>The columns of the preprocessing, in order.</summary>
    [Id(4)]
    public required FeatureColumn[] Columns { get; init; }

    /// <summary>Time for all sources together.</summary>
    [Id(5)]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMilliseconds(500);
}
