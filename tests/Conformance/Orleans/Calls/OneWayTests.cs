namespace OrleansML.Conformance.Calls;

[Collection(SiloTests.Name)]
public sealed class OneWayTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task OneWay_CalleeStillRuns_CallerHasItsTaskBack(Caller caller)
    {
        var key = $"one-way-{caller}";

        await Wait.ForAsync(fixture.From(caller).GetGrain<IOneWayGrain>(key).Fire());

        Assert.Empty(Journal.Read(key));
        Gate.Open(key);
        await Journal.UntilAsync(key, "done");
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task OneWay_ValueTask_CallerHasItsTaskBack(Caller caller)
    {
        var key = $"one-way-value-{caller}";

        await fixture.From(caller).GetGrain<IOneWayGrain>(key).FireValueTask();

        Assert.Empty(Journal.Read(key));
        Gate.Open(key);
        await Journal.UntilAsync(key, "done");
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task OneWay_CalleeThrows_CallerSeesNothing(Caller caller)
    {
        var key = $"one-way-throw-{caller}";
        var grain = fixture.From(caller).GetGrain<IOneWayGrain>(key);

        await Wait.ForAsync(grain.FireAndThrow());

        await Journal.UntilAsync(key, "throwing");
        Assert.Equal(["throwing"], await Wait.ForAsync(grain.GetJournal()));
    }

    [Fact]
    public async Task OneWay_FromAnotherGrain_CallerHasItsTaskBack()
    {
        var caller = fixture.Client.GetGrain<IOneWayGrain>("one-way-caller");

        await Wait.ForAsync(caller.FireAtAnother(fixture.Client.GetGrain<IOneWayGrain>("one-way-callee")));

        Gate.Open("one-way-callee");
        await Journal.UntilAsync("one-way-callee", "done");
    }
}
