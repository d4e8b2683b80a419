namespace OrleansML.Conformance.Calls;

[Collection(SiloTests.Name)]
public sealed class RequestContextTests(SiloFixture fixture) : IDisposable
{
    public void Dispose() => RequestContext.Clear();

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Set_ByTheCaller_IsSeenByTheGrainAndTheGrainsItCalls(Caller caller)
    {
        var first = fixture.From(caller).GetGrain<IContextGrain>("context-first");
        var second = fixture.From(caller).GetGrain<IContextGrain>("context-second");
        RequestContext.Set("tenant", "acme");
        RequestContext.Set("attempt", 3);

        Assert.Equal("acme", await first.Get("tenant"));
        Assert.Equal(3, await first.GetThrough(second, "attempt"));
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Set_ByTheGrain_FlowsOnButNotBack(Caller caller)
    {
        var first = fixture.From(caller).GetGrain<IContextGrain>("context-first");
        var second = fixture.From(caller).GetGrain<IContextGrain>("context-second");
        RequestContext.Set("tenant", "acme");

        Assert.Equal("other", await first.SetAndGetThrough(second, "tenant", "other"));

        Assert.Equal("acme", RequestContext.Get("tenant"));
        Assert.Equal("acme", await first.Get("tenant"));
    }

    [Fact]
    public async Task Set_ByOneRequest_IsNotSeenByTheNext()
    {
        var grain = fixture.Client.GetGrain<IContextGrain>("context-isolated");
        await grain.SetAndGetThrough(fixture.Client.GetGrain<IContextGrain>("context-second"), "secret", "value");

        Assert.Null(await grain.Get("secret"));
    }

    [Fact]
    public async Task Remove_BeforeTheCall_IsNotSent()
    {
        var grain = fixture.Client.GetGrain<IContextGrain>("context-removed");
        RequestContext.Set("tenant", "acme");
        RequestContext.Set("kept", "yes");

        Assert.True(RequestContext.Remove("tenant"));

        Assert.Null(await grain.Get("tenant"));
        Assert.Equal("yes", await grain.Get("kept"));
        Assert.Equal(["kept"], RequestContext.Keys);
    }

    [Fact]
    public async Task Set_InAnAsyncMethod_DoesNotReachItsCaller()
    {
        static async Task SetInside()
        {
            await Task.Yield();
            RequestContext.Set("inside", "set");
        }

        await SetInside();

        Assert.Null(RequestContext.Get("inside"));
    }
}
