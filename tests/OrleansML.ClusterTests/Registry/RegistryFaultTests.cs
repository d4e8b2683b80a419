using OrleansML.Client;
using OrleansML.Learning.Mlp;
using OrleansML.Testing;

namespace OrleansML.ClusterTests.Registry;

public sealed class RegistryFaultTests : IAsyncLifetime
{
    private static readonly byte[] First = MlpModel.Random([4, 8, 1], seed: 1).ToOnnx();
    private static readonly byte[] Second = MlpModel.Random([4, 8, 1], seed: 2).ToOnnx();

    private readonly BrokenStorage _storage = new();
    private PlatformCluster _cluster = null!;

    private ModelRegistryClient Registry => _cluster.Client.Registry;

    public async Task InitializeAsync() => _cluster = await PlatformCluster.StartAsync(_storage);

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task PushAsync_OvertakenByAnotherActivation_IsStoredOnTopOfIt()
    {
        await Registry.PushAsync("m", new MemoryStream(First));
        _storage.Overtake("registry");

        var version = await Registry.PushAsync("m", new MemoryStream(Second));

        Assert.Equal(2, version.Version);
        await AssertHistoryAsync(("registered", 1), ("registered", 2));
    }

    [Fact]
    public async Task PushAsync_AnswerOfTheWriteGotLost_IsThereOnceWithTheSameVersion()
    {
        var lost = 0;
        _storage.AfterWrite = state =>
        {
            if (state == "registry" && Interlocked.Increment(ref lost) == 1)
                throw new IOException("The connection broke.");
        };

        var version = await Registry.PushAsync("m", new MemoryStream(First));

        Assert.Equal(1, version.Version);
        Assert.Equal(1, lost);
        await AssertHistoryAsync(("registered", 1));
    }

    [Fact]
    public async Task PromoteAsync_AnswerOfTheWriteGotLost_IsInTheHistoryOnce()
    {
        await Registry.PushAsync("m", new MemoryStream(First));
        await Registry.PushAsync("m", new MemoryStream(Second));
        var lost = 0;
        _storage.AfterWrite = state =>
        {
            if (state == "registry" && Interlocked.Increment(ref lost) == 1)
                throw new IOException("The connection broke.");
        };

        var snapshot = await Registry.PromoteAsync("m", 2, "better");

        Assert.Equal((2, 3L), (snapshot.Champion, snapshot.Revision));
        await AssertHistoryAsync(("registered", 1), ("registered", 2), ("promoted", 2));
    }

    [Fact]
    public async Task PromoteAsync_StoreIsDownForAMoment_IsRepeatedUntilItWorks()
    {
        await Registry.PushAsync("m", new MemoryStream(First));
        await Registry.PushAsync("m", new MemoryStream(Second));
        var failures = 0;
        _storage.BeforeWrite = state =>
        {
            if (state == "registry" && Interlocked.Increment(ref failures) <= 3)
                throw new IOException("The store is full.");
        };

        await Registry.PromoteAsync("m", 2, "better");

        Assert.Equal(4, failures);
        await AssertHistoryAsync(("registered", 1), ("registered", 2), ("promoted", 2));
    }

    [Fact]
    public async Task PushAsync_CatalogIsOvertaken_BothNamesAreListed()
    {
        await Registry.PushAsync("a", new MemoryStream(First));
        _storage.Overtake("catalog");

        await Registry.PushAsync("b", new MemoryStream(First));

        Assert.Equal(["a", "b"], (await Registry.ListAsync()).Select(model => model.Model));
    }

    [Fact]
    public async Task PromoteAsync_StoreRefusesForGood_SaysWhatWasTriedAndServingGoesOn()
    {
        await Registry.PushAsync("m", new MemoryStream(First));
        await Registry.PushAsync("m", new MemoryStream(Second));
        _storage.BeforeWrite = _ => throw new IOException("The store is full.");
        var registry = _cluster.NewClient(new ClientRetryOptions { MaximumAttempts = 2 }).Registry;

        var error = await Assert.ThrowsAsync<OrleansMLException>(() => registry.PromoteAsync("m", 2, "better"));

        Assert.Equal(ErrorCode.StorageUnavailable, error.Code);
        Assert.Contains("The store is full", error.Message, StringComparison.Ordinal);
        Assert.Contains("(the promotion of model 'm': 2 attempts in ", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, (await Registry.GetAsync("m")).Champion);
    }

    [Fact]
    public async Task CheckSiloAsync_StoreIsDown_SaysWhatToDo()
    {
        _storage.IsDown = true;

        var health = await _cluster.Client.CheckSiloAsync();

        Assert.StartsWith("Grain state cannot be read and written (The store is down, after ", health.Problems.Single(), StringComparison.Ordinal);
        Assert.EndsWith(": check that the store runs, has room and accepts writes from this silo.", health.Problems.Single(), StringComparison.Ordinal);
    }

    private async Task AssertHistoryAsync(params (string Action, int Version)[] moves)
    {
        var history = await Registry.GetHistoryAsync("m");
        Assert.Equal(moves, history.Select(move => (move.Action, move.Version)));
        Assert.Equal(Enumerable.Range(1, moves.Length).Select(revision => (long)revision), history.Select(move => move.Revision));
        Assert.Equal(-1, OrleansML.Grains.Registry.RegistryHistory.FindBreak(history));
    }
}
