using Orleans.Concurrency;

namespace OrleansML.Features;

/// <summary>The names of all feature views. Key: <see cref="Key"/>. Durable.</summary>
[Alias("OrleansML.IFeatureCatalogGrain")]
public interface IFeatureCatalogGrain : IGrainWithStringKey
{
    /// <summary>The key of the only catalog.</summary>
    const string Key = "feature-views";

    /// <summary>Adds a name. Idempotent.</summary>
    [Alias("Add")]
    Task Add(string view);

    /// <summary>All names in ordinal order.</summary>
    [Alias("List"), AlwaysInterleave]
    Task<string[]> List();
}
