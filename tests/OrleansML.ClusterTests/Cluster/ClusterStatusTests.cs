using System.Reflection;
using OrleansML.Models;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Cluster;

public sealed class ClusterStatusTests
{
    [Fact]
    public async Task GetClusterStatusAsync_SilosServe_ShowsWhatTheyAreAndDo()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu");
        await SampleNetwork.PushAsync(cluster, "m", replicas: 2);
        await SampleNetwork.PredictAsync(cluster.Client, "m");

        var status = await cluster.Client.GetClusterStatusAsync();

        var version = typeof(IModelGrain).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        Assert.Equal(2, status.Silos.Length);
        Assert.All(status.Silos, silo =>
        {
            Assert.Equal(("Active", version), (silo.Status, silo.Report!.ProductVersion));
            Assert.Equal(Environment.ProcessorCount, silo.Report.Devices.Single().Threads);
            Assert.Equal(("m", 1), (silo.Report.Models.Single().Model, silo.Report.Models.Single().Version));
            Assert.Equal(silo.Report.Models.Single().Bytes, silo.Report.Devices.Single().MemoryUsedBytes);
            Assert.InRange((DateTimeOffset.UtcNow - silo.StartedAt!.Value).TotalMinutes, -1, 5);
            Assert.Null(silo.LastSeenAt);
        });
        Assert.Equal(1, status.Silos.Sum(silo => silo.Report!.Models.Single().Answered));
    }

    [Fact]
    public async Task GetClusterStatusAsync_SiloStopped_ShowsSinceWhen()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu");
        var silo = cluster.Cluster.Silos[1];

        await cluster.Cluster.StopSiloAsync(silo);

        await Eventually.HoldsAsync(
            async () => (await cluster.Client.GetClusterStatusAsync()).Silos
                .Any(gone => gone.Address == silo.SiloAddress.ToParsableString() && gone.Status == "Dead" && gone.LastSeenAt is not null),
            "the silo is shown as dead");
    }

    [Fact]
    public async Task CheckSiloAsync_StorageWorks_FindsNoProblem()
    {
        await using var cluster = await PlatformCluster.StartAsync("cpu");

        Assert.Empty((await cluster.Client.CheckSiloAsync()).Problems);
    }
}
