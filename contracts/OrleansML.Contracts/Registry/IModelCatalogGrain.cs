using Orleans.Concurrency;

namespace OrleansML.Registry;

/// <summary>The names of all registered models. Key: <see cref="Key"/>. Durable.</summary>
[Alias("OrleansML.IModelCatalogGrain")]
public interface IModelCatalogGrain : IGrainWithStringKey
{
    /// <summary>The key of the only catalog.</summary>
    const string Key = "models";

    /// <summary>Adds a name. Idempotent.</summary>
    [Alias("Add")]
    Task Add(string model);

    /// <summary>All names in ordinal order.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<string[]> List();
}
