namespace OrleansML.Models;

/// <summary>How a model is watched where nobody has defined it (<c>monitoring</c> in its manifest).</summary>
[GenerateSerializer, Immutable, Alias("OrleansML.ModelMonitoring")]
public sealed record ModelMonitoring
{
    /// <summary>Columns, or up to 3 crossed ones, by whose values predictions are looked at beside the whole; at most 20.</summary>
    [Id(0)]
    public string[][] Segments { get; init; } = [];

    /// <summary>What labels say; null when the manifest does not say.</summary>
    [Id(1)]
    public ModelLabel? Label { get; init; }
}
