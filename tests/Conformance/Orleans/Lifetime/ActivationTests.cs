namespace OrleansML.Conformance.Lifetime;

[Collection(SiloTests.Name)]
public sealed class ActivationTests(SiloFixture fixture)
{
    [Fact]
    public async Task GetGrain_WithoutACall_ActivatesNothing()
    {
        var grain = fixture.Client.GetGrain<ILifetimeGrain>("never-called");
        await fixture.Client.GetGrain<ILifetimeGrain>("called-instead").Ping();

        Assert.Empty(Journal.Read("never-called"));
        Assert.Equal("never-called", grain.GetPrimaryKeyString());
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_First_ActivatesBeforeTheMethodRuns(Caller caller)
    {
        var key = $"first-call-{caller}";

        await fixture.From(caller).GetGrain<ILifetimeGrain>(key).GetActivation();

        Assert.Equal(["activate", "call"], Journal.Read(key));
    }

    [Fact]
    public async Task Call_Later_ReachesTheSameActivation()
    {
        var grain = fixture.Client.GetGrain<ILifetimeGrain>("same-activation");

        Assert.Equal(await grain.GetActivation(), await fixture.Silo.GetGrain<ILifetimeGrain>("same-activation").GetActivation());
    }

    [Fact]
    public async Task DeactivateOnIdle_AfterTheCall_DeactivatesWithTheReasonAndTheNextCallReactivates()
    {
        const string Key = "deactivate-on-idle";
        var grain = fixture.Client.GetGrain<ILifetimeGrain>(Key);
        var first = await grain.GetActivation();

        await grain.Deactivate();
        await Journal.UntilAsync(Key, "deactivate ApplicationRequested");
        var second = await grain.GetActivation();

        Assert.NotEqual(first, second);
        Assert.Equal(["activate", "call", "deactivate ApplicationRequested", "activate", "call"], Journal.Read(Key));
    }

    [Fact]
    public async Task DeactivateOnIdle_DuringACall_WaitsForTheCallAndServesQueuedCallsWithTheNextActivation()
    {
        const string Key = "deactivate-while-busy";
        var grain = fixture.Client.GetGrain<ILifetimeGrain>(Key);

        var running = grain.DeactivateAndPassGate();
        await Journal.UntilAsync(Key, "asked");
        var queued = grain.GetActivation();
        Gate.Open(Key);

        Assert.NotEqual(await Wait.ForAsync(running), await Wait.ForAsync(queued));
        Assert.Equal(["activate", "asked", "passed", "deactivate ApplicationRequested", "activate", "call"], Journal.Read(Key));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_ConstructorThrows_CallerGetsTheException(Caller caller)
    {
        var grain = fixture.From(caller).GetGrain<IThrowingConstructorGrain>($"throwing-{caller}");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Wait.ForAsync(grain.Ping()));

        Assert.Contains("no such model on this silo", exception.ToString());
    }

    [Fact]
    public async Task Call_FirstActivationFails_CallerGetsTheExceptionAndTheNextCallTriesAgain()
    {
        var grain = fixture.Client.GetGrain<IFailsFirstActivationGrain>("fails-first");

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => Wait.ForAsync(grain.GetAttempts()));

        Assert.Contains("the first activation fails", exception.ToString());
        Assert.Equal(2, await Wait.ForAsync(grain.GetAttempts()));
    }

    [Fact]
    public async Task Deactivate_OnDeactivateThrows_TheNextCallGetsANewActivation()
    {
        var grain = fixture.Client.GetGrain<IFailsDeactivationGrain>("fails-deactivation");
        var first = await grain.GetActivation();

        await grain.Deactivate();

        await Wait.UntilAsync(async () => await grain.GetActivation() != first, "a new activation after a failed deactivation");
    }

    [Fact]
    public void GetGrain_InterfaceWithoutImplementation_Throws() =>
        Assert.Throws<ArgumentException>(() => fixture.Client.GetGrain<IUnimplementedGrain>("nobody"));
}
