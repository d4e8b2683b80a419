namespace OrleansML.Grains.Pipelines;

/// <summary>What is stored of the catalog of pipelines.</summary>
[GenerateSerializer, Alias("OrleansML.PipelineCatalogState")]
internal sealed record PipelineCatalogState
{
    /// <summary>All names in ordinal order.</summary>
    [Id(0)]
    public string[] Pipelines { get; init; } = [];
}
