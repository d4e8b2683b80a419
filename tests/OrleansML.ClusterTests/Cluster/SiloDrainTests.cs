using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.TestingHost;
using OrleansML.Client;
using OrleansML.Cluster;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Cluster;

public sealed class SiloDrainTests
{
    [Fact]
    public async Task DrainSiloAsync_UnderLoad_MovesWarmReplicasAndFailsNoRequest()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu", "cpu");
        await SampleNetwork.PushAsync(cluster, "m", replicas: 2);
        var traffic = new Traffic(cluster.Client, "m");
        var replica = (await cluster.Client.GetReplicasAsync("m"))[0];
        var silo = cluster.Cluster.Silos.Single(handle => handle.SiloAddress.ToParsableString() == replica.Silo);
        var stopping = StoppingOf(cluster, silo);

        var status = await cluster.Client.DrainSiloAsync(silo.Name);
        await Eventually.HoldsAsync(() => stopping.IsCancellationRequested, "the silo was told to end");
        await cluster.Cluster.StopSiloAsync(silo);
        await Eventually.HoldsAsync(
            async () => (await cluster.Client.GetDrainAsync(status.Address)).Progress.Phase == SiloDrainPhase.Stopped, "the silo is gone");
        await traffic.EndAsync();

        Assert.Equal(silo.SiloAddress.ToParsableString(), status.Address);
        var replicas = await cluster.Client.GetReplicasAsync("m");
        Assert.DoesNotContain(status.Address, replicas.Select(left => left.Silo));
        Assert.All(replicas, left => Assert.True(left.Ready));
        await Eventually.HoldsAsync(
            async () => (await cluster.Client.GetReplicasAsync("m")).Select(left => left.Silo).Distinct().Count() == 2, "the replicas are spread again");
    }

    [Fact]
    public async Task StopSiloAsync_WithoutADrain_MovesReplicasFirstAndFailsNoRequest()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu", "cpu");
        await SampleNetwork.PushAsync(cluster, "m", replicas: 1);
        var traffic = new Traffic(cluster.Client, "m");
        var replica = (await cluster.Client.GetReplicasAsync("m"))[0];
        var silo = cluster.Cluster.Silos.Single(handle => handle.SiloAddress.ToParsableString() == replica.Silo);

        await cluster.Cluster.StopSiloAsync(silo);
        await traffic.EndAsync();
    }

    [Fact]
    public async Task DrainSiloAsync_LastOfItsPool_IsRefusedUnlessForced()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "gpu");
        await SampleNetwork.PushAsync(cluster, "m", replicas: 1, pool: "gpu");
        var silo = cluster.Cluster.Silos[1];
        var stopping = StoppingOf(cluster, silo);

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => cluster.Client.DrainSiloAsync(silo.Name));
        Assert.False(stopping.IsCancellationRequested);
        var forced = await cluster.Client.DrainSiloAsync(silo.Name, new DrainOptions { Force = true });

        Assert.Equal(ErrorCode.Conflict, error.Code);
        Assert.Equal(
            $"Silo '{silo.Name}' is the last of pool 'gpu' that serves: nobody could take over its models. "
            + "Start another silo of the pool first, or force the drain and lose them until one comes.",
            error.Message);
        Assert.NotEqual(SiloDrainPhase.None, forced.Progress.Phase);
        await Eventually.HoldsAsync(() => stopping.IsCancellationRequested, "the silo was told to end");
    }

    [Fact]
    public async Task DrainSiloAsync_Unknown_ListsThoseThereAre()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu");

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => cluster.Client.DrainSiloAsync("nobody"));

        Assert.Equal(ErrorCode.SiloNotFound, error.Code);
        Assert.All(cluster.Cluster.Silos, silo => Assert.Contains($"{silo.Name} ({silo.SiloAddress.ToParsableString()})", error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task DrainSiloAsync_Twice_TheSecondTellsHowItStands()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu");
        var silo = cluster.Cluster.Silos[1];

        var first = await cluster.Client.DrainSiloAsync(silo.Name);
        var second = await cluster.Client.DrainSiloAsync(first.Address);
        await cluster.Cluster.StopSiloAsync(silo);
        var third = await cluster.Client.DrainSiloAsync(first.Address);

        Assert.Equal(first.Address, second.Address);
        Assert.NotEqual(SiloDrainPhase.None, second.Progress.Phase);
        Assert.Equal(SiloDrainPhase.Stopped, third.Progress.Phase);
    }

    [Fact]
    public async Task DrainSiloAsync_OthersHaveNoRoom_StaysAndSaysWhy()
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu");
        await SampleNetwork.PushAsync(cluster, "m", replicas: 1);
        var replica = (await cluster.Client.GetReplicasAsync("m"))[0];
        var silo = cluster.Cluster.Silos.Single(handle => handle.SiloAddress.ToParsableString() == replica.Silo);
        var artifacts = Directory.GetFiles(cluster.ArtifactDirectory, "*", SearchOption.AllDirectories);
        foreach (var artifact in artifacts)
            File.Delete(artifact);

        await cluster.Client.DrainSiloAsync(silo.Name);
        var failed = SiloDrainPhase.None;
        SiloDrainStatus? status = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                status = await cluster.Client.GetDrainAsync(silo.Name);
                failed = status.Progress.Phase;
                return failed is SiloDrainPhase.Failed;
            },
            "the drain has failed");

        Assert.EndsWith("The silo serves on.", status!.Progress.Reason, StringComparison.Ordinal);
        Assert.Equal(1, status.Progress.Left);
        await SampleNetwork.PredictAsync(cluster.Client, "m");
    }

    private static CancellationToken StoppingOf(PlatformCluster cluster, InProcessSiloHandle silo) =>
        cluster.Cluster.GetSiloServiceProvider(silo.SiloAddress).GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
}
