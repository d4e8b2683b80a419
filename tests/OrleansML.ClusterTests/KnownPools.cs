using Microsoft.Extensions.DependencyInjection;
using OrleansML.Grains.Placement;
using OrleansML.Testing;

namespace OrleansML.ClusterTests;

/// <summary>Clusters in which every silo knows the pool of each, before anything is placed.</summary>
internal static class KnownPools
{
    // A silo learns the metadata of another a moment after it joins, and any silo may be the one that places.
    public static async Task<PlatformCluster> StartAsync(params string[] pools)
    {
        var platform = await PlatformCluster.StartAsync(pools);
        var silos = platform.Cluster.Silos.Select(static silo => silo.SiloAddress).ToArray();
        var known = silos.Select(silo => platform.Cluster.GetSiloServiceProvider(silo).GetRequiredService<PoolSilos>()).ToArray();
        await Eventually.HoldsAsync(
            () => known.All(pool => silos.All(silo => pool.PoolOf(silo).Length > 0)), "every silo knows the pool of each", TimeSpan.FromMinutes(2));
        return platform;
    }
}
