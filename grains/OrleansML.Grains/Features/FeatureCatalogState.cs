namespace OrleansML.Grains.Features;

/// <summary>What is stored of the catalog of views.</summary>
[GenerateSerializer, Alias("OrleansML.FeatureCatalogState")]
internal sealed record FeatureCatalogState
{
    /// <summary>Names in ordinal order.</summary>
    [Id(0)]
    public string[] Views { get; init; } = [];
}
