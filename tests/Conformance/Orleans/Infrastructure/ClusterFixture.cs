using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Three silos in this process, one labelled "cpu" and two labelled "gpu", and a client.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private ITestCluster? _cluster;

    public IClusterClient Client => Cluster.Client;

    public IReadOnlyList<TestSilo> Silos => Cluster.Silos;

    private ITestCluster Cluster => _cluster ?? throw new InvalidOperationException("The fixture's cluster has not been started.");

    public static string PoolOf(TestSilo silo) => PoolOf(silo.Name);

    public IGrainFactory GrainsOf(TestSilo silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The grain factories of every silo and of the client: all places from which a call can start.</summary>
    public IEnumerable<IGrainFactory> AllCallers() => Silos.Select(GrainsOf).Append(Client);

    public async Task InitializeAsync()
    {
        _cluster = await TestCluster.StartAsync(3, (name, silo) =>
        {
            silo.UseSiloMetadata(new Dictionary<string, string> { ["pool"] = PoolOf(name), ["name"] = name });
            silo.Services.AddPlacementFilter<PoolFilterStrategy, PoolFilterDirector>(ServiceLifetime.Transient);
            silo.Services.AddPlacementDirector<NamedSiloPlacement, NamedSiloDirector>();
        });
        await Wait.UntilAsync(
            () => Silos.All(silo => Silos.All(other =>
                silo.ServiceProvider.GetRequiredService<ISiloMetadataCache>().GetSiloMetadata(other.SiloAddress).Metadata.ContainsKey("pool"))),
            "the metadata of every silo on every silo");
        await Wait.UntilAsync(
            () => Silos.All(silo => Silos.All(other =>
                silo.ServiceProvider.GetRequiredService<IClusterMembershipService>().CurrentSnapshot.GetSiloStatus(other.SiloAddress) == SiloStatus.Active)),
            "every silo is active for every silo");
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    private static string PoolOf(string siloName) => siloName.EndsWith('0') ? "cpu" : "gpu";
}
