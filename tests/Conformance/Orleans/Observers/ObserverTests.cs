namespace OrleansML.Conformance.Observers;

[Collection(SiloTests.Name)]
public sealed class ObserverTests(SiloFixture fixture)
{
    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Notify_Subscribed_CallsTheObserver(Caller caller)
    {
        var grain = fixture.From(caller).GetGrain<IProgressGrain>($"notify-{caller}");
        var observer = new ProgressObserver();
        await grain.Subscribe(fixture.From(caller).CreateObjectReference<IProgressObserver>(observer));

        Assert.Equal(1, await Wait.ForAsync(grain.Report(1)));
        await grain.Report(2);
        await grain.Tell("three");

        Assert.Equal([1, 2], observer.Steps);
        await Wait.UntilAsync(() => observer.Texts.Contains("three"), "the text that the grain told");
        GC.KeepAlive(observer);
    }

    [Theory]
    [InlineData(Caller.Silo)]
    [InlineData(Caller.Client)]
    public async Task Call_ObserverMethodWithAResult_ReturnsIt(Caller caller)
    {
        var observer = new ProgressObserver();
        var reference = fixture.From(caller).CreateObjectReference<IProgressObserver>(observer);

        Assert.Equal(42, await Wait.ForAsync(fixture.From(caller).GetGrain<IProgressGrain>($"ask-{caller}").AskDirectly(reference, 21)));
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Subscribe_Twice_NotifiesOnce()
    {
        var grain = fixture.Client.GetGrain<IProgressGrain>("subscribed-twice");
        var observer = new ProgressObserver();
        var reference = fixture.Client.CreateObjectReference<IProgressObserver>(observer);
        await grain.Subscribe(reference);
        await grain.Subscribe(reference);

        Assert.Equal(1, await grain.Report(7));

        Assert.Equal([7], observer.Steps);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Unsubscribe_Subscribed_EndsTheNotifications()
    {
        var grain = fixture.Client.GetGrain<IProgressGrain>("unsubscribed");
        var observer = new ProgressObserver();
        var reference = fixture.Client.CreateObjectReference<IProgressObserver>(observer);
        await grain.Subscribe(reference);
        await grain.Unsubscribe(reference);

        Assert.Equal(0, await grain.Report(1));

        Assert.Empty(observer.Steps);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Notify_WithPredicate_CallsOnlyTheMatchingObserver()
    {
        var grain = fixture.Client.GetGrain<IProgressGrain>("predicate");
        ProgressObserver[] observers = [new(), new()];
        var references = Array.ConvertAll(observers, observer => fixture.Client.CreateObjectReference<IProgressObserver>(observer));
        await grain.Subscribe(references[0]);
        await grain.Subscribe(references[1]);

        await grain.ReportOnlyTo(references[1], 5);

        Assert.Empty(observers[0].Steps);
        Assert.Equal([5], observers[1].Steps);
        GC.KeepAlive(observers);
    }

    [Fact]
    public async Task Notify_OneObserverFails_RemovesItAndReachesTheOthers()
    {
        var grain = fixture.Client.GetGrain<IProgressGrain>("failing");
        ProgressObserver[] observers = [new() { Fails = true }, new()];
        foreach (var observer in observers)
        {
            await grain.Subscribe(fixture.Client.CreateObjectReference<IProgressObserver>(observer));
        }

        Assert.Equal(1, await Wait.ForAsync(grain.Report(1)));
        Assert.Equal(1, await grain.Report(2));

        Assert.Equal([1], observers[0].Steps);
        Assert.Equal([1, 2], observers[1].Steps);
        GC.KeepAlive(observers);
    }

    [Fact]
    public async Task Notify_ObserverWasDeleted_RemovesIt()
    {
        var grain = fixture.Client.GetGrain<IProgressGrain>("deleted");
        var observer = new ProgressObserver();
        var reference = fixture.Client.CreateObjectReference<IProgressObserver>(observer);
        await grain.Subscribe(reference);
        Assert.Equal(1, await grain.Report(1));

        fixture.Client.DeleteObjectReference<IProgressObserver>(reference);

        Assert.Equal(0, await Wait.ForAsync(grain.ReportBriefly(2)));
        Assert.Equal([1], observer.Steps);
        GC.KeepAlive(observer);
    }

    [Fact]
    public async Task Notify_SubscriptionExpired_DoesNotCallTheObserver()
    {
        var grain = fixture.Client.GetGrain<IProgressGrain>("expired");
        ProgressObserver[] observers = [new(), new()];
        var references = Array.ConvertAll(observers, observer => fixture.Client.CreateObjectReference<IProgressObserver>(observer));
        await grain.Subscribe(references[0]);
        await grain.Subscribe(references[1]);
        await grain.AdvanceClock(TimeSpan.FromSeconds(40));
        await grain.Subscribe(references[1]);
        await grain.AdvanceClock(TimeSpan.FromSeconds(40));

        Assert.Equal(1, await grain.Report(1));

        Assert.Empty(observers[0].Steps);
        Assert.Equal([1], observers[1].Steps);
        await grain.AdvanceClock(TimeSpan.FromSeconds(61));
        Assert.Equal(0, await grain.ClearExpired());
        GC.KeepAlive(observers);
    }
}
