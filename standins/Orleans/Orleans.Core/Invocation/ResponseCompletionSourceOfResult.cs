using System.Threading.Tasks.Sources;

namespace Orleans.Serialization.Invocation;

/// <summary>A reusable promise of the result of a call.</summary>
public sealed class ResponseCompletionSource<TResult> : IResponseCompletionSource, IValueTaskSource<TResult?>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<TResult?> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Returns the task of the result; it may be awaited once.</summary>
    public ValueTask<TResult?> AsValueTask() => new(this, _core.Version);

    /// <summary>Returns a task without result; it may be awaited once.</summary>
    public ValueTask AsVoidValueTask() => new(this, _core.Version);

    /// <inheritdoc/>
    public void Complete(Response value)
    {
        if (value is Response<TResult> typed) SetResult(typed.TypedResult);
        else if (value is ExceptionResponse { Exception: { } exception }) SetException(exception);
        else SetUntyped(value);
    }

    /// <summary>Ends the wait with a typed response.</summary>
    public void Complete(Response<TResult> value) => SetResult(value.TypedResult);

    /// <inheritdoc/>
    public void Complete() => SetResult(default);

    /// <summary>Ends the wait with a failure.</summary>
    public void SetException(Exception exception) => _core.SetException(exception);

    /// <summary>Ends the wait with a result.</summary>
    public void SetResult(TResult? result) => _core.SetResult(result);

    /// <summary>Makes the promise ready for another call.</summary>
    public void Reset() => _core.Reset();

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    public TResult? GetResult(short token)
    {
        var valid = token == _core.Version;
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            if (valid) ResponseCompletionSourcePool.Return(this);
        }
    }

    void IValueTaskSource.GetResult(short token) => GetResult(token);

    private void SetUntyped(Response value)
    {
        switch (value.Result)
        {
            case null:
                SetResult(default);
                break;
            case TResult result:
                SetResult(result);
                break;
            case var other:
                SetException(
                    new InvalidCastException($"The response holds a {other.GetType()}, but the caller expects a {typeof(TResult)}."));
                break;
        }
    }
}
