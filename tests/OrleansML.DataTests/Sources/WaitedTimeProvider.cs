using Microsoft.Extensions.Time.Testing;

namespace OrleansML.DataTests.Sources;

/// <summary>A clock that moves when somebody waits for it, by as much.</summary>
internal sealed class WaitedTimeProvider : FakeTimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        // Not before the caller has its timer.
        if (dueTime > TimeSpan.Zero)
            _ = Task.Run(() => Advance(dueTime));
        return timer;
    }
}
