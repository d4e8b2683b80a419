using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Utilities;

namespace OrleansML.Conformance.Serialization;

public sealed class ObserverManagerTests
{
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    [Fact]
    public async Task Notify_AfterExpiration_ReachesOnlyRenewedObservers()
    {
        var manager = Create();
        manager.Subscribe("a", "A");
        manager.Subscribe("b", "B");
        _now += TimeSpan.FromMinutes(4);
        manager.Subscribe("b", "B");
        _now += TimeSpan.FromMinutes(2);
        Assert.Equal(["B"], await NotifyAsync(manager));
        Assert.Equal(1, manager.Count);
    }

    [Fact]
    public async Task Notify_OfFailingObserver_DropsItAndGoesOn()
    {
        var manager = Create();
        manager.Subscribe("a", "A");
        manager.Subscribe("b", "B");
        await manager.Notify(static observer => observer == "A" ? Task.FromException(new InvalidOperationException()) : Task.CompletedTask);
        Assert.Equal(["B"], await NotifyAsync(manager));
    }

    [Fact]
    public async Task Notify_WithPredicate_ReachesMatchingObservers()
    {
        var manager = Create();
        manager.Subscribe("a", "A");
        manager.Subscribe("b", "B");
        List<string> called = [];
        await manager.Notify(observer =>
        {
            called.Add(observer);
            return Task.CompletedTask;
        }, static observer => observer == "A");
        Assert.Equal(["A"], called);
        manager.Unsubscribe("a");
        Assert.Equal(["B"], manager);
    }

    private static async Task<List<string>> NotifyAsync(ObserverManager<string, string> manager)
    {
        List<string> called = [];
        await manager.Notify(observer =>
        {
            called.Add(observer);
            return Task.CompletedTask;
        });
        return called;
    }

    private ObserverManager<string, string> Create() => new(TimeSpan.FromMinutes(5), NullLogger.Instance) { GetDateTime = () => _now };
}
