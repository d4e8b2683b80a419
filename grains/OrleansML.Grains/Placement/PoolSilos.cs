using Orleans.Runtime.MembershipService.SiloMetadata;

namespace OrleansML.Grains.Placement;

/// <summary>Which silos belong to which pool, by the <c>pool</c> label of their metadata.</summary>
internal sealed class PoolSilos(ISiloMetadataCache metadata, LeavingSilos leaving)
{
    /// <summary>Label in the metadata of a silo.</summary>
    public const string Label = "pool";

    /// <summary>The pool of a silo; empty while unknown.</summary>
    public string PoolOf(SiloAddress silo) => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(Label, "");

    /// <summary>The silos of a pool that stay; when all of them leave, all of them.</summary>
    public SiloAddress[] Of(string pool, IEnumerable<SiloAddress> silos)
    {
        var members = silos.Where(silo => PoolOf(silo) == pool).ToArray();
        var staying = Array.FindAll(members, silo => !leaving.Contains(silo));
        return staying.Length > 0 ? staying : members;
    }
}
