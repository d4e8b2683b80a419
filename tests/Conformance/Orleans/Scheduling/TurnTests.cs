namespace OrleansML.Conformance.Scheduling;

/// <summary>A grain runs one turn at a time, and an await comes back to a turn.</summary>
[Collection(SiloTests.Name)]
public sealed class TurnTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Turns_ManyInterleavedCalls_NeverRunAtOnce(Caller caller)
    {
        const int Calls = 64;
        const int Turns = 500;
        var grain = fixture.From(caller).GetGrain<ITurnGrain>($"turns-{caller}");

        await Wait.ForAsync(Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => grain.Count(Turns))));

        Assert.Equal((Calls * Turns, 1), await grain.GetCounts());
    }

    [Fact]
    public async Task Await_OfAnyKind_ReturnsToTheGrainsScheduler() =>
        Assert.Empty(await fixture.Client.GetGrain<ITurnGrain>("awaits").FindAwaitsThatLeaveTheTurn());

    [Fact]
    public async Task TaskRun_InAGrain_LeavesTheGrainsScheduler() =>
        Assert.True(await fixture.Client.GetGrain<ITurnGrain>("task-run").IsTaskRunOffTheScheduler());

    [Fact]
    public async Task StartNew_InAGrain_IsATurnOfItsOwn() =>
        Assert.True(await fixture.Client.GetGrain<ITurnGrain>("start-new").IsStartNewOnTheScheduler());

    [Fact]
    public async Task Turns_OfDifferentGrains_AreIndependent()
    {
        var waiting = fixture.Client.GetGrain<IHoldGrain>("independent-waiting").Hold("held");
        await Journal.UntilAsync("independent-waiting", "enter held");

        await Wait.ForAsync(fixture.Client.GetGrain<ITurnGrain>("independent-working").Count(10));

        Assert.False(waiting.IsCompleted);
        Gate.Open("independent-waiting/held");
        await Wait.ForAsync(waiting);
    }
}
