using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Orleans.Runtime.Membership;

/// <summary>The metadata of all silos, as they told it when they joined.</summary>
internal sealed class SiloMetadataCache : ISiloMetadataCache
{
    private readonly ConcurrentDictionary<SiloAddress, SiloMetadata> _metadata = new();

    /// <summary>Initializes the cache with the metadata of this silo.</summary>
    public SiloMetadataCache(ILocalSiloDetails silo, IOptions<LocalSiloMetadata> local) =>
        _metadata[silo.SiloAddress] = SiloMetadata.Create(local.Value.Values);

    /// <inheritdoc/>
    public SiloMetadata GetSiloMetadata(SiloAddress siloAddress) => _metadata.GetValueOrDefault(siloAddress) ?? SiloMetadata.Empty;

    /// <summary>Remembers the metadata of a silo.</summary>
    public void Set(SiloAddress silo, IEnumerable<KeyValuePair<string, string>> metadata) => _metadata[silo] = SiloMetadata.Create(metadata);

    /// <summary>Forgets a silo.</summary>
    public void Remove(SiloAddress silo) => _metadata.TryRemove(silo, out _);
}
