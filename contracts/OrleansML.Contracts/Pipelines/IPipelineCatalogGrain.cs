using Orleans.Concurrency;

namespace OrleansML.Pipelines;

/// <summary>The names of all pipelines. Key: <see cref="Key"/>. Durable.</summary>
[Alias("OrleansML.IPipelineCatalogGrain")]
public interface IPipelineCatalogGrain : IGrainWithStringKey
{
    /// <summary>The key of the only catalog.</summary>
    const string Key = "pipelines";

    /// <summary>Adds a name. Idempotent.</summary>
    [Alias("Add")]
    Task Add(string pipeline);

    /// <summary>Removes a name. Idempotent.</summary>
    [Alias("Remove")]
    Task Remove(string pipeline);

    /// <summary>All names in ordinal order.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<string[]> List();
}
