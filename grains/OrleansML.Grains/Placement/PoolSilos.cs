using System.Collections.Concurrent;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace OrleansML.Grains.Placement;

/// <summary>
/// Which silos belong to which pool, by the <c>pool</c> label of their metadata. Orleans asks a silo for its metadata once and after a failure
/// not again for minutes, during which the silo would get nothing to do; what other ways tell of it is kept here.
/// </summary>
internal sealed class PoolSilos(ISiloMetadataCache metadata, LeavingSilos leaving)
{
    /// <summary>Label in the metadata of a silo.</summary>
    public const string Label = "pool";

    private readonly ConcurrentDictionary<SiloAddress, string> _learned = new();

    /// <summary>The pool of a silo; empty while unknown.</summary>
    public string PoolOf(SiloAddress silo) =>
        metadata.GetSiloMetadata(silo).Metadata.TryGetValue(Label, out var pool) ? pool : _learned.GetValueOrDefault(silo, "");

    /// <summary>Takes down what a silo says of itself.</summary>
    public void Learn(SiloAddress silo, string pool)
    {
        if (pool.Length > 0)
            _learned[silo] = pool;
    }

    /// <summary>The silos of a pool that stay; when all of them leave, all of them.</summary>
    public SiloAddress[] Of(string pool, IEnumerable<SiloAddress> silos)
    {
        var members = silos.Where(silo => PoolOf(silo) == pool).ToArray();
        var staying = Array.FindAll(members, silo => !leaving.Contains(silo));
        return staying.Length > 0 ? staying : members;
    }
}
