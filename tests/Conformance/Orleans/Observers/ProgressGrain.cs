using Microsoft.Extensions.Logging;
using Orleans.Utilities;

namespace OrleansML.Conformance.Observers;

public sealed class ProgressGrain : Grain, IProgressGrain
{
    private readonly ObserverManager<IProgressObserver> _observers;
    private DateTime _now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    public ProgressGrain(ILogger<ProgressGrain> logger) =>
        _observers = new(TimeSpan.FromMinutes(1), logger) { GetDateTime = () => _now };

    public Task Subscribe(IProgressObserver observer)
    {
        _observers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public Task Unsubscribe(IProgressObserver observer)
    {
        _observers.Unsubscribe(observer);
        return Task.CompletedTask;
    }

    public async Task<int> Report(int step)
    {
        await _observers.Notify(observer => observer.Report(step));
        return _observers.Count;
    }

    public async Task<int> ReportBriefly(int step)
    {
        await _observers.Notify(observer => observer.ReportBriefly(step));
        return _observers.Count;
    }

    public Task Tell(string text)
    {
        _observers.Notify(observer => observer.Tell(text));
        return Task.CompletedTask;
    }

    public Task ReportOnlyTo(IProgressObserver observer, int step) =>
        _observers.Notify(each => each.Report(step), each => each.Equals(observer));

    public Task<int> AskDirectly(IProgressObserver observer, int number) => observer.Ask(number);

    public Task AdvanceClock(TimeSpan time)
    {
        _now += time;
        return Task.CompletedTask;
    }

    public Task<int> ClearExpired()
    {
        _observers.ClearExpired();
        return Task.FromResult(_observers.Count);
    }
}
