using Orleans.Placement;
using Orleans.Runtime.Placement;
using OrleansML.Models;

namespace OrleansML.Grains.Placement;

/// <summary>
/// Chooses silos by the <c>pool</c> label of their metadata. Orleans' own metadata filters compare silos with the calling one and cannot
/// say "needs a GPU".
/// </summary>
internal sealed class PoolPlacementFilterDirector(PoolSilos pools) : IPlacementFilterDirector
{
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var key = target.GrainIdentity.Key.ToString() ?? "";
        var pool = ModelKey.PoolOf(key).ToString();
        var all = silos.ToArray();
        var matching = pools.Of(pool, all);
        if (matching.Length == 0)
            throw NoPool(pool, all);

        var slash = key.LastIndexOf('/');
        return int.TryParse(key.AsSpan(slash + 1), out var replica)
            ? [ReplicaPlacement.Choose(key[..slash], replica, matching)]
            : matching;
    }

    private OrleansMLException NoPool(string pool, SiloAddress[] silos)
    {
        // A silo learns the labels of another a moment after it joined; the pool may be among those that are not known yet.
        var unknown = silos.Count(silo => pools.PoolOf(silo).Length == 0);
        if (unknown > 0)
        {
            return new OrleansMLException(
                ErrorCode.Unavailable,
                $"No silo is known to be of pool '{pool}', but the pools of {unknown} of {silos.Length} silos are not known yet; repeat the request. "
                + "When that does not help, check that every silo has OrleansML:Silo:Pool set.");
        }

        var known = string.Join(", ", silos.Select(pools.PoolOf).Distinct().Order(StringComparer.Ordinal).Select(name => $"'{name}'"));
        return new OrleansMLException(
            ErrorCode.NoMatchingPool,
            $"No silo of pool '{pool}' is part of the cluster; its {silos.Length} silos have pools {known}. "
            + "Start a silo with OrleansML:Silo:Pool set to that name, or push the model with another pool.");
    }
}
