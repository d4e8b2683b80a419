using Microsoft.Extensions.DependencyInjection;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.TestingHost;
using OrleansML.Conformance.Placement;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>Three silos in this process, one labelled "cpu" and two labelled "gpu", and a client.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    private InProcessTestCluster? _cluster;

    public IClusterClient Client => Cluster.Client;

    public IReadOnlyList<InProcessSiloHandle> Silos => Cluster.Silos;

    private InProcessTestCluster Cluster => _cluster ?? throw new InvalidOperationException("The fixture's cluster has not been started.");

    public static string PoolOf(InProcessSiloHandle silo) => PoolOf(silo.Name);

    public IGrainFactory GrainsOf(InProcessSiloHandle silo) => silo.ServiceProvider.GetRequiredService<IGrainFactory>();

    /// <summary>The grain factories of every silo and of the client: all places from which a call can start.</summary>
    public IEnumerable<IGrainFactory> AllCallers() => Silos.Select(GrainsOf).Append(Client);

    public async Task InitializeAsync()
    {
        var builder = new InProcessTestClusterBuilder(3);
        builder.ConfigureSilo((options, silo) =>
        {
            silo.UseSiloMetadata(new Dictionary<string, string> { ["pool"] = PoolOf(options.SiloName), ["name"] = options.SiloName });
            silo.Services.AddPlacementFilter<PoolFilterStrategy, PoolFilterDirector>(ServiceLifetime.Transient);
            silo.Services.AddPlacementDirector<NamedSiloPlacement, NamedSiloDirector>();
        });
        _cluster = builder.Build();
        await _cluster.DeployAsync();
        await Wait.UntilAsync(
            () => Silos.All(silo => Silos.All(other =>
                silo.ServiceProvider.GetRequiredService<ISiloMetadataCache>().GetSiloMetadata(other.SiloAddress).Metadata.ContainsKey("pool"))),
            "the metadata of every silo on every silo");
    }

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    private static string PoolOf(string siloName) => siloName.EndsWith('0') ? "cpu" : "gpu";
}
