namespace OrleansML.Conformance.Scheduling;

/// <summary>Which calls a grain admits while another one waits inside it.</summary>
[Collection(SiloTests.Name)]
public sealed class InterleavingTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_AnotherCallIsInside_WaitsForItsEnd(Caller caller)
    {
        var grain = fixture.From(caller).GetGrain<IHoldGrain>($"queue-{caller}");

        await AssertQueuedAsync(grain, grain.Hold, grain.Hold);
    }

    /// <summary>Calls within a silo arrive in the order of sending; over TCP Orleans promises no order.</summary>
    [Fact]
    public async Task Call_SeveralQueued_RunInTheOrderOfArrival()
    {
        const string Key = "queue-order";
        string[] names = ["a", "b", "c", "d", "e", "f"];
        var grain = fixture.Silo.GetGrain<IHoldGrain>(Key);
        var calls = new List<Task> { grain.Hold("a") };
        await Journal.UntilAsync(Key, "enter a");
        calls.AddRange(names.Skip(1).Select(grain.Hold));

        Array.ForEach(names, name => Gate.Open($"{Key}/{name}"));
        await Wait.ForAsync(Task.WhenAll(calls));

        Assert.Equal(names.SelectMany(name => new[] { $"enter {name}", $"leave {name}" }), Journal.Read(Key));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_GrainIsReentrant_Interleaves(Caller caller)
    {
        var grain = fixture.From(caller).GetGrain<IReentrantHoldGrain>($"reentrant-{caller}");

        await AssertInterleavesAsync(grain, grain.Hold, grain.Hold, "second");
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_MethodAlwaysInterleaves_Interleaves(Caller caller)
    {
        var grain = fixture.From(caller).GetGrain<IHoldGrain>($"always-interleave-{caller}");

        await AssertInterleavesAsync(grain, grain.Hold, grain.HoldInterleaved, "second");
    }

    [Fact]
    public async Task Call_AlwaysInterleavingMethodIsInside_OrdinaryCallIsAdmitted()
    {
        var grain = fixture.Client.GetGrain<IHoldGrain>("ordinary-beside-interleaved");

        await AssertInterleavesAsync(grain, grain.HoldInterleaved, grain.Hold, "second");
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_BothReadOnly_Interleaves(Caller caller)
    {
        var grain = fixture.From(caller).GetGrain<IHoldGrain>($"read-only-{caller}");

        await AssertInterleavesAsync(grain, grain.HoldReadOnly, grain.HoldReadOnly, "second");
    }

    [Fact]
    public async Task Call_ReadOnlyWhileAWriterIsInside_Waits()
    {
        var grain = fixture.Client.GetGrain<IHoldGrain>("read-beside-write");

        await AssertQueuedAsync(grain, grain.Hold, grain.HoldReadOnly);
    }

    [Fact]
    public async Task Call_WriterWhileAReaderIsInside_Waits()
    {
        var grain = fixture.Client.GetGrain<IHoldGrain>("write-beside-read");

        await AssertQueuedAsync(grain, grain.HoldReadOnly, grain.Hold);
    }

    [Fact]
    public async Task Call_PredicateOfMayInterleaveSaysYes_Interleaves()
    {
        var grain = fixture.Client.GetGrain<IMayInterleaveHoldGrain>("may-interleave-yes");

        await AssertInterleavesAsync(grain, grain.Hold, grain.Hold, "free");
    }

    [Fact]
    public async Task Call_PredicateOfMayInterleaveSaysNo_Waits()
    {
        var grain = fixture.Client.GetGrain<IMayInterleaveHoldGrain>("may-interleave-no");

        await AssertQueuedAsync(grain, grain.Hold, grain.Hold);
    }

    private static async Task AssertInterleavesAsync(IHoldGrain grain, Func<string, Task> first, Func<string, Task> second, string secondName)
    {
        var key = grain.GetPrimaryKeyString();
        var firstCall = first("first");
        await Journal.UntilAsync(key, "enter first");

        var secondCall = second(secondName);
        await Journal.UntilAsync(key, $"enter {secondName}");
        Gate.Open($"{key}/{secondName}");
        await Wait.ForAsync(secondCall);
        Assert.False(firstCall.IsCompleted);

        Gate.Open($"{key}/first");
        await Wait.ForAsync(firstCall);
        Assert.Equal(["enter first", $"enter {secondName}", $"leave {secondName}", "leave first"], Journal.Read(key));
    }

    private static async Task AssertQueuedAsync(IHoldGrain grain, Func<string, Task> first, Func<string, Task> second)
    {
        var key = grain.GetPrimaryKeyString();
        Gate.Open($"{key}/second");
        var firstCall = first("first");
        await Journal.UntilAsync(key, "enter first");

        // The probes are sent after the second call, so the second call has arrived by the time they are answered.
        var secondCall = second("second");
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(["enter first"], await Wait.ForAsync(grain.Probe()));
        }

        Gate.Open($"{key}/first");
        await Wait.ForAsync(Task.WhenAll(firstCall, secondCall));
        Assert.Equal(["enter first", "leave first", "enter second", "leave second"], Journal.Read(key));
    }
}
