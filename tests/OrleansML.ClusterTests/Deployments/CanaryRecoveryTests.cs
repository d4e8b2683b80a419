using OrleansML.Deployments;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Deployments;

public sealed class CanaryRecoveryTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KillSiloAsync_OfTheDeploymentDuringACanary_ItGoesOnWhereItWas(bool hasTraffic)
    {
        await using var cluster = await PlatformCluster.StartAsync("cpu", "cpu", "other");
        await DeploymentModels.PushAsync(cluster.Client, "m", DeploymentModels.Adding(1000));
        await DeploymentModels.PushAsync(cluster.Client, "m", DeploymentModels.Adding(2000));
        var traffic = hasTraffic ? new DeploymentTraffic(cluster.Client, "m") : null;

        // A silo that dies makes requests of either version late; what is tested is that the canary outlives it.
        var limits = new CanaryLimits { MinimumRequests = hasTraffic ? 20 : 0, ErrorMargin = 1, LatencyMargin = TimeSpan.FromMinutes(5) };
        var request = new CanaryRequest { Version = 2, Steps = [20, 100], Bake = TimeSpan.FromSeconds(3), Limits = limits };
        var started = await cluster.Client.Deployments.StartCanaryAsync("m", request, new DeploymentChange { Operation = Guid.NewGuid() });
        var address = await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(cluster.Grains.GetGrain<IDeploymentGrain>("m"));
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(address)));

        await Eventually.HoldsAsync(
            async () => (await cluster.Client.Registry.GetAsync("m")).Champion == 2, "the canary has become champion", TimeSpan.FromMinutes(3));
        if (traffic is not null)
            await traffic.EndAsync();

        var history = await cluster.Client.Registry.GetHistoryAsync("m");
        Assert.Equal(["registered", "registered", "deployed", "deployed", "promoted"], history.Select(move => move.Action));
        Assert.Equal(started.Plan!.Canary!.StepStartedAt, history[2].At, TimeSpan.FromMinutes(1));
        Assert.All(history.Skip(3).Zip(history.Skip(2)), pair => Assert.True(pair.First.At - pair.Second.At >= request.Bake));
    }
}
