using Microsoft.Extensions.DependencyInjection;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;
using Orleans.TestingHost;

namespace OrleansML.Conformance.Lifetime;

/// <summary>Activations that move from one silo to another.</summary>
public sealed class MigrationTests : IAsyncLifetime
{
    private readonly InProcessTestCluster _cluster;

    public MigrationTests()
    {
        var builder = new InProcessTestClusterBuilder(2);
        builder.ConfigureSilo((_, silo) => silo.AddMemoryGrainStorageAsDefault());
        _cluster = builder.Build();
    }

    public async Task InitializeAsync()
    {
        await _cluster.DeployAsync();

        // A grain moves only to a silo of which its own knows that it has the class.
        await Wait.UntilAsync(
            () => _cluster.Silos.All(silo => _cluster.Silos.All(other =>
                silo.ServiceProvider.GetRequiredService<IClusterManifestProvider>().Current.Silos.ContainsKey(other.SiloAddress))),
            "the classes of every silo on every silo");
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task MigrateOnIdle_WithAHint_MovesThereWithMemoryAndUnsavedState()
    {
        var grain = _cluster.Client.GetGrain<IMovingGrain>("moves");
        await grain.Remember(17, 4);
        await grain.Save();
        await grain.Remember(18, 5);
        var target = Other((await grain.Recall()).Silo);

        await Wait.UntilAsync(
            async () =>
            {
                // A migration that does not succeed leaves the grain where it was, and has to be asked for again.
                await MigrateAsync(grain, target);
                return (await grain.Recall()).Silo.Equals(target);
            },
            $"the grain in {target}");

        Assert.Equal((18, 5, target), await grain.Recall());
        await grain.Save();
    }

    [Fact]
    public async Task MigrateOnIdle_RequestsRunAndWait_RunningOneEndsHereAndWaitingOnesFollow()
    {
        var grain = _cluster.Client.GetGrain<IMovingGrain>("moves-busy");
        await grain.Remember(1, 0);
        var target = Other((await grain.Recall()).Silo);
        var running = grain.PassGate();
        await Journal.UntilAsync("moves-busy", "waiting");
        var migrating = MigrateAsync(grain, target);
        var waiting = Enumerable.Range(0, 5).Select(_ => grain.Recall()).ToArray();

        Gate.Open("moves-busy");
        await Wait.ForAsync(migrating);

        Assert.Equal(1, await Wait.ForAsync(running));
        Assert.All(await Wait.ForAsync(Task.WhenAll(waiting)), answer => Assert.Equal(1, answer.InMemory));
        await Wait.UntilAsync(async () => (await grain.Recall()).Silo.Equals(target), $"the grain in {target}");
    }

    private static async Task MigrateAsync(IMovingGrain grain, SiloAddress target)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, target);
        await grain.Cast<IGrainManagementExtension>().MigrateOnIdle();
        RequestContext.Remove(IPlacementDirector.PlacementHintKey);
    }

    private SiloAddress Other(SiloAddress silo) => _cluster.Silos.Select(candidate => candidate.SiloAddress).Single(candidate => !candidate.Equals(silo));
}
