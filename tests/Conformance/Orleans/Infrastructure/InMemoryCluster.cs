using Orleans.TestingHost;

namespace OrleansML.Conformance.Infrastructure;

/// <summary>A cluster whose silos exchange their messages through memory.</summary>
internal sealed class InMemoryCluster : ITestCluster
{
    private readonly InProcessTestCluster _cluster;

    private InMemoryCluster(InProcessTestCluster cluster) => _cluster = cluster;

    public IClusterClient Client => _cluster.Client;

    public IReadOnlyList<TestSilo> Silos => [.. _cluster.Silos.Select(Describe)];

    public static async Task<InMemoryCluster> StartAsync(int silos, Action<string, ISiloBuilder> configure)
    {
        var builder = new InProcessTestClusterBuilder((short)silos);
        builder.ConfigureSilo((options, silo) => configure(options.SiloName, silo));
        var cluster = builder.Build();
        await cluster.DeployAsync();
        return new InMemoryCluster(cluster);
    }

    public async Task<TestSilo> StartAdditionalSiloAsync() => Describe(await _cluster.StartAdditionalSiloAsync());

    public Task StopSiloAsync(TestSilo silo) => _cluster.StopSiloAsync(Find(silo));

    public Task KillSiloAsync(TestSilo silo) => _cluster.KillSiloAsync(Find(silo));

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    private static TestSilo Describe(InProcessSiloHandle silo) => new(silo.Name, silo.SiloAddress, silo.ServiceProvider);

    private InProcessSiloHandle Find(TestSilo silo) => _cluster.Silos.Single(handle => handle.SiloAddress.Equals(silo.SiloAddress));
}
