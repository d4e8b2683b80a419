using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace OrleansML.Client;

/// <summary>One call of <see cref="TimedCalls{T}"/>, used again for another when its outcome was taken, unless it was given up.</summary>
internal sealed class TimedCall<T> : IValueTaskSource<T>
{
    private readonly TimedCalls<T> _calls;
    private readonly Action _onCompleted;
    private ManualResetValueTaskSourceCore<T> _outcome;
    private ConfiguredValueTaskAwaitable<T>.ConfiguredValueTaskAwaiter _running;
    private bool _isGivenUp;

    public TimedCall(TimedCalls<T> calls)
    {
        _calls = calls;
        _onCompleted = OnCompleted;
    }

    /// <summary>Timestamp at which it is given up.</summary>
    public long Due { get; private set; }

    /// <summary>Whether it is among the calls that are waited for; it and the neighbours are guarded by the lock of those.</summary>
    public bool IsUnderWay { get; private set; }

    public TimedCall<T>? Previous { get; set; }

    public TimedCall<T>? Next { get; set; }

    public void Begin(ValueTask<T> running, long due)
    {
        _running = running.ConfigureAwait(false).GetAwaiter();
        Due = due;
        IsUnderWay = true;
    }

    public void End()
    {
        IsUnderWay = false;
        Previous = null;
        Next = null;
    }

    public ValueTask<T> Start()
    {
        // The version is read first: the outcome may be there, but nobody can have taken it.
        var task = new ValueTask<T>(this, _outcome.Version);
        _running.UnsafeOnCompleted(_onCompleted);
        return task;
    }

    public void GiveUp()
    {
        _isGivenUp = true;
        _outcome.SetException(new TimeoutException());
    }

    public ValueTaskSourceStatus GetStatus(short token) => _outcome.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _outcome.OnCompleted(continuation, state, token, flags);

    public T GetResult(short token)
    {
        try
        {
            return _outcome.GetResult(token);
        }
        finally
        {
            // The call that was given up will still come back to its own.
            if (!_isGivenUp)
            {
                _running = default;
                _outcome.Reset();
                _calls.Return(this);
            }
        }
    }

    private void OnCompleted()
    {
        var isInTime = _calls.TryEnd(this);
        T result;
        try
        {
            result = _running.GetResult();
        }
        catch (Exception exception)
        {
            // A failure after the caller has left is nobody's any more, but must have been looked at.
            if (isInTime)
                _outcome.SetException(exception);
            return;
        }

        if (isInTime)
            _outcome.SetResult(result);
    }
}
