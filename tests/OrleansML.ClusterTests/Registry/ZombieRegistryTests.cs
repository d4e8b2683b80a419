using OrleansML.Learning.Mlp;
using OrleansML.Registry;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Registry;

/// <summary>Two clusters over one store: what a network cut makes of one, with an activation of the same registry on either side.</summary>
public sealed class ZombieRegistryTests : IAsyncLifetime
{
    private readonly BrokenStorage _storage = new();
    private PlatformCluster _one = null!;
    private PlatformCluster _other = null!;

    public async Task InitializeAsync()
    {
        _one = await PlatformCluster.StartAsync(_storage);
        _other = await PlatformCluster.StartAsync(_storage);
    }

    public async Task DisposeAsync()
    {
        await _other.DisposeAsync();
        await _one.DisposeAsync();
    }

    [Fact]
    public async Task PushAsync_RegistryIsOutOfDate_IsRefusedByTheStoreAndDoneAgainOnTopOfWhatIsThere()
    {
        await PushAsync(_one, seed: 1);
        Assert.Equal(2, (await PushAsync(_other, seed: 2)).Version);
        Assert.Equal([1], (await _one.Client.Registry.GetAsync("m")).Versions.Select(version => version.Version));

        var version = await PushAsync(_one, seed: 3);

        Assert.Equal(3, version.Version);
        await AssertHistoryAsync(_one, ("registered", 1), ("registered", 2), ("registered", 3));
    }

    [Fact]
    public async Task PromoteAsync_RegistryBelievesItIsTheChampionAlready_LooksIntoTheStore()
    {
        await PushAsync(_one, seed: 1);
        await PushAsync(_other, seed: 2);
        await _other.Client.Registry.PromoteAsync("m", 2, "better");

        var snapshot = await _one.Client.Registry.PromoteAsync("m", 1, "back");

        Assert.Equal((1, 4L), (snapshot.Champion, snapshot.Revision));
        await AssertHistoryAsync(_one, ("registered", 1), ("registered", 2), ("promoted", 2), ("promoted", 1));
    }

    [Fact]
    public async Task PromoteAsync_VersionThatTheOtherSideStored_IsFound()
    {
        await PushAsync(_one, seed: 1);
        await PushAsync(_other, seed: 2);

        var snapshot = await _one.Client.Registry.PromoteAsync("m", 2, "better");

        Assert.Equal((2, 3L), (snapshot.Champion, snapshot.Revision));
        await AssertHistoryAsync(_one, ("registered", 1), ("registered", 2), ("promoted", 2));
    }

    [Fact]
    public async Task Promote_RepetitionReachesTheOtherSideAfterALaterPromotion_DoesNotHappenAgain()
    {
        await PushAsync(_one, seed: 1);
        await PushAsync(_one, seed: 2);
        var late = Guid.NewGuid();
        var zombie = _other.Grains.GetGrain<IModelRegistryGrain>("m");
        await zombie.GetSnapshot();
        var living = _one.Grains.GetGrain<IModelRegistryGrain>("m");
        await living.Promote(2, "change 1", late);
        await living.Promote(1, "change 2", Guid.NewGuid());

        var snapshot = await zombie.Promote(2, "change 1", late);

        Assert.Equal((1, 4L), (snapshot.Champion, snapshot.Revision));
        await AssertHistoryAsync(_one, ("registered", 1), ("registered", 2), ("promoted", 2), ("promoted", 1));
    }

    [Fact]
    public async Task PushAsync_BothSidesChangeAtTheSameTime_EveryChangeIsInTheHistoryOnce()
    {
        await PushAsync(_one, seed: 1);
        await PushAsync(_one, seed: 2);
        var promotions = new[] { 2, 1, 2, 1, 2, 1 };

        await Task.WhenAll(PromoteAllAsync(), PushAllAsync());

        var history = await GetHistoryAsync();
        Assert.Equal(promotions, history.Where(move => move.Action == "promoted").Select(move => move.Version));
        Assert.Equal([1, 2, 3, 4, 5, 6], history.Where(move => move.Action == "registered").Select(move => move.Version));
        AssertChain(history);

        async Task PromoteAllAsync()
        {
            foreach (var version in promotions)
                await _one.Client.Registry.PromoteAsync("m", version, "");
        }

        async Task PushAllAsync()
        {
            foreach (var seed in new[] { 3, 4, 5, 6 })
                await PushAsync(_other, seed);
        }
    }

    private static Task<ModelVersion> PushAsync(PlatformCluster cluster, int seed) =>
        cluster.Client.Registry.PushAsync("m", new MemoryStream(MlpModel.Random([4, 8, 1], seed).ToOnnx()));

    // The side that stored last knows everything.
    private async Task<RegistryEvent[]> GetHistoryAsync()
    {
        var histories = new[] { await _one.Client.Registry.GetHistoryAsync("m"), await _other.Client.Registry.GetHistoryAsync("m") };
        return histories.MaxBy(history => history.Length)!;
    }

    private static async Task AssertHistoryAsync(PlatformCluster cluster, params (string Action, int Version)[] moves)
    {
        var history = await cluster.Client.Registry.GetHistoryAsync("m");
        Assert.Equal(moves, history.Select(move => (move.Action, move.Version)));
        AssertChain(history);
    }

    private static void AssertChain(RegistryEvent[] history)
    {
        Assert.Equal(Enumerable.Range(1, history.Length).Select(revision => (long)revision), history.Select(move => move.Revision));
        Assert.Equal(-1, OrleansML.Grains.Registry.RegistryHistory.FindBreak(history));
    }
}
