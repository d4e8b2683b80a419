using OrleansML.Client;
using OrleansML.Deployments;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Deployments;

public sealed class CanaryRecoveryTests
{
    // Orleans gives a silo that does not answer more time while the one that asks is itself short of a processor: a call may wait longer for that than a
    // client waits by default.
    private static readonly ClientRetryOptions Patient = new() { Deadline = TimeSpan.FromMinutes(3), MaximumAttempts = 10_000 };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task KillSiloAsync_OfTheDeploymentDuringACanary_ItGoesOnWhereItWas(bool hasTraffic)
    {
        await using var cluster = await KnownPools.StartAsync("cpu", "cpu", "other");
        var client = cluster.NewClient(Patient);
        await DeploymentModels.PushAsync(client, "m", DeploymentModels.Adding(1000));
        await DeploymentModels.PushAsync(client, "m", DeploymentModels.Adding(2000));
        var traffic = hasTraffic ? new DeploymentTraffic(client, "m") : null;

        // A silo that dies makes requests of either version late; what is tested is that the canary outlives it.
        var limits = new CanaryLimits { MinimumRequests = hasTraffic ? 20 : 0, ErrorMargin = 1, LatencyMargin = TimeSpan.FromMinutes(5) };
        var request = new CanaryRequest { Version = 2, Steps = [20, 100], Bake = TimeSpan.FromSeconds(3), Limits = limits };
        var started = await client.Deployments.StartCanaryAsync("m", request, new DeploymentChange { Operation = Guid.NewGuid() });
        var address = await cluster.Grains.GetGrain<IManagementGrain>(0).GetActivationAddress(cluster.Grains.GetGrain<IDeploymentGrain>("m"));
        await cluster.Cluster.KillSiloAsync(cluster.Cluster.Silos.Single(silo => silo.SiloAddress.Equals(address)));

        await Eventually.HoldsAsync(
            async () => (await client.Registry.GetAsync("m")).Champion == 2, "the canary has become champion", TimeSpan.FromMinutes(6));
        if (traffic is not null)
            await traffic.EndAsync();

        var history = await client.Registry.GetHistoryAsync("m");
        Assert.Equal(["registered", "registered", "deployed", "deployed", "promoted"], history.Select(move => move.Action));
        var start = started.Plan!.Canary!.StepStartedAt;
        Assert.Equal(start, history[2].At, TimeSpan.FromMinutes(1));

        // A move is recorded when its versions are loaded, which is after its step began: only the first step's beginning is known.
        Assert.InRange(history[3].At, start + request.Bake, DateTimeOffset.MaxValue);
        Assert.InRange(history[4].At, start + (2 * request.Bake), DateTimeOffset.MaxValue);
    }
}
