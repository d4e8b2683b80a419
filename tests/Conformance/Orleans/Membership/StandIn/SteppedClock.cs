using Microsoft.Extensions.Time.Testing;

namespace OrleansML.Conformance.Membership;

/// <summary>A clock that only the test moves, and that knows whether anything waits for it.</summary>
internal sealed class SteppedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private int _created;
    private int _waiting;

    /// <summary>How many timers there were so far.</summary>
    public int Created => Volatile.Read(ref _created);

    /// <summary>How many timers have neither fired nor been disposed.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this);
        Interlocked.Increment(ref _waiting);
        timer.Inner = base.CreateTimer(
            value =>
            {
                timer.End();
                callback(value);
            },
            state,
            dueTime,
            period);
        Interlocked.Increment(ref _created);
        return timer;
    }

    private sealed class Timer(SteppedClock clock) : ITimer
    {
        private int _hasEnded;

        public ITimer Inner { get; set; } = null!;

        public void End()
        {
            if (Interlocked.Exchange(ref _hasEnded, 1) == 0)
            {
                Interlocked.Decrement(ref clock._waiting);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => Inner.Change(dueTime, period);

        public void Dispose()
        {
            End();
            Inner.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            End();
            return Inner.DisposeAsync();
        }
    }
}
