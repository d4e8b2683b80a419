using Orleans.Configuration;

namespace OrleansML.Conformance.Lifetime;

/// <summary>Collection of idle grains, at its own time and by command.</summary>
public sealed class CollectionTests : IAsyncLifetime
{
    private TcpCluster? _cluster;

    private IClusterClient Client => _cluster!.Client;

    public async Task InitializeAsync() => _cluster = await TcpCluster.StartAsync(static _ => { });

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    [Fact]
    public async Task Collection_IdleLongerThanTheAge_DeactivatesOnlyGrainsWithoutALongerLimit()
    {
        await using var cluster = await TcpCluster.StartAsync(static silo => silo.Configure<GrainCollectionOptions>(static options =>
        {
            options.CollectionAge = TimeSpan.FromSeconds(2);
            options.CollectionQuantum = TimeSpan.FromSeconds(1);
        }));
        var kept = cluster.Client.GetGrain<IKeptAliveGrain>("idle-kept");
        var longAged = cluster.Client.GetGrain<ILongAgedGrain>("idle-long-aged");
        var alwaysActive = cluster.Client.GetGrain<IAlwaysActiveGrain>("idle-always-active");
        var ordinary = cluster.Client.GetGrain<ILifetimeGrain>("idle-ordinary");
        ILifetimeGrain[] staying = [kept, longAged, alwaysActive];
        var before = await Task.WhenAll(staying.Select(grain => grain.GetActivation()));
        var collected = await ordinary.GetActivation();

        await Journal.UntilAsync("idle-ordinary", "deactivate ActivationIdle");

        Assert.Equal(before, await Task.WhenAll(staying.Select(grain => grain.GetActivation())));
        Assert.NotEqual(collected, await ordinary.GetActivation());
    }

    [Fact]
    public async Task ForceActivationCollection_AgeZero_DeactivatesIdleGrainsButNotThoseKeptAlive()
    {
        var kept = Client.GetGrain<IKeptAliveGrain>("forced-kept");
        var longAged = Client.GetGrain<ILongAgedGrain>("forced-long-aged");
        var keptBefore = await kept.GetActivation();
        var longAgedBefore = await longAged.GetActivation();

        await Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

        await Journal.UntilAsync("forced-long-aged", "deactivate ActivationIdle");
        Assert.Equal(keptBefore, await kept.GetActivation());
        Assert.NotEqual(longAgedBefore, await longAged.GetActivation());
    }

    [Fact]
    public async Task ForceActivationCollection_GrainInsideACall_IsNotCollected()
    {
        const string Key = "forced-busy";
        var grain = Client.GetGrain<IBusyGrain>(Key);
        var running = grain.PassGate();
        await Journal.UntilAsync(Key, "waiting");

        await Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
        Gate.Open(Key);

        Assert.Equal(await Wait.ForAsync(running), await grain.GetActivation());
    }

    [Fact]
    public async Task ForceActivationCollection_DeactivationIsDelayed_IsNotCollected()
    {
        var delayed = Client.GetGrain<IBusyGrain>("delayed");
        await delayed.Delay(TimeSpan.FromMinutes(5));
        var before = await delayed.GetActivation();
        await Client.GetGrain<ILifetimeGrain>("not-delayed").GetActivation();

        await Client.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);

        await Journal.UntilAsync("not-delayed", "deactivate ActivationIdle");
        Assert.Equal(before, await delayed.GetActivation());
    }

    [Fact]
    public async Task Stop_GrainIsActive_DeactivatesItWithShuttingDown()
    {
        await using var cluster = await TcpCluster.StartAsync(static _ => { });
        await cluster.Client.GetGrain<ILifetimeGrain>("on-shutdown").GetActivation();

        await cluster.SiloHost.StopAsync();

        Assert.Equal(["activate", "call", "deactivate ShuttingDown"], Journal.Read("on-shutdown"));
    }
}
