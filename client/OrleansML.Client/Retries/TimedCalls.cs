namespace OrleansML.Client;

/// <summary>
/// Bounds how long calls are waited for, with one timer for all that are under way: a timer of its own would cost a call that takes
/// microseconds several allocations. Limits are kept to within 10 ms, so short ones are left to a timer of their own. Safe to use from
/// several threads.
/// </summary>
internal sealed class TimedCalls<T> : IDisposable
{
    private const int MostKept = 1024;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan ShortestShared = Period * 20;

    private readonly Lock _lock = new();
    private readonly Stack<TimedCall<T>> _free = [];
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private TimedCall<T>? _first;
    private bool _isTicking;
    private bool _wasUsed;

    public TimedCalls(TimeProvider time)
    {
        _time = time;
        _timer = time.CreateTimer(static calls => ((TimedCalls<T>)calls!).Tick(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Stops the timer; calls under way are waited for without limit.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            // No call starts it again.
            _isTicking = true;
        }

        _timer.Dispose();
    }

    /// <summary>Waits for a call up to a limit. What becomes of an abandoned one is of no interest and disturbs nobody.</summary>
    /// <exception cref="TimeoutException">It took longer.</exception>
    public ValueTask<T> WithinAsync(ValueTask<T> call, TimeSpan limit)
    {
        if (call.IsCompleted)
            return call;

        return limit < ShortestShared ? WithinShortAsync(call.AsTask(), limit) : Add(call, limit).Start();
    }

    /// <summary>Takes a call out that has come to its end; false when it was given up before.</summary>
    internal bool TryEnd(TimedCall<T> call)
    {
        lock (_lock)
        {
            if (!call.IsUnderWay)
                return false;

            Unlink(call);
            return true;
        }
    }

    /// <summary>Takes back a call whose outcome was handed out and which nobody refers to any more.</summary>
    internal void Return(TimedCall<T> call)
    {
        lock (_lock)
        {
            if (_free.Count < MostKept)
                _free.Push(call);
        }
    }

    private async ValueTask<T> WithinShortAsync(Task<T> call, TimeSpan limit)
    {
        try
        {
            return await call.WaitAsync(limit, _time);
        }
        catch (TimeoutException)
        {
            call.Ignore();
            throw;
        }
    }

    private TimedCall<T> Add(ValueTask<T> running, TimeSpan limit)
    {
        var due = _time.GetTimestamp() + (long)(limit.TotalSeconds * _time.TimestampFrequency);
        lock (_lock)
        {
            if (!_free.TryPop(out var call))
                call = new TimedCall<T>(this);
            call.Begin(running, due);
            call.Next = _first;
            if (_first is not null)
                _first.Previous = call;
            _first = call;
            _wasUsed = true;
            if (!_isTicking)
            {
                _isTicking = true;
                _timer.Change(Period, Period);
            }

            return call;
        }
    }

    private void Tick()
    {
        List<TimedCall<T>>? late = null;
        lock (_lock)
        {
            var now = _time.GetTimestamp();
            for (var call = _first; call is not null;)
            {
                var next = call.Next;
                if (call.Due <= now)
                {
                    Unlink(call);
                    (late ??= []).Add(call);
                }

                call = next;
            }

            // An idle client does not wake the processor.
            if (_first is null && !_wasUsed && _isTicking)
            {
                _isTicking = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }

            _wasUsed = false;
        }

        foreach (var call in late ?? [])
            ThreadPool.UnsafeQueueUserWorkItem(static call => call.GiveUp(), call, preferLocal: false);
    }

    private void Unlink(TimedCall<T> call)
    {
        if (call.Previous is { } previous)
            previous.Next = call.Next;
        else
            _first = call.Next;
        if (call.Next is { } next)
            next.Previous = call.Previous;
        call.End();
    }
}
