namespace OrleansML.Grains.Registry;

/// <summary>What is stored of the catalog.</summary>
[GenerateSerializer, Alias("OrleansML.ModelCatalogState")]
internal sealed record ModelCatalogState
{
    /// <summary>Names in ordinal order.</summary>
    [Id(0)]
    public string[] Models { get; init; } = [];
}
