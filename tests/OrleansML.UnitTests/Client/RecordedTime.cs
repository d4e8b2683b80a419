using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace OrleansML.UnitTests.Client;

/// <summary>A clock that writes down what it is asked to wait for, and lets that time pass at once.</summary>
internal sealed class RecordedTime : FakeTimeProvider
{
    public ConcurrentQueue<TimeSpan> Waits { get; } = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        Waits.Enqueue(dueTime);
        _ = Task.Run(() => Advance(dueTime));
        return timer;
    }
}
