using System.Threading.Tasks.Sources;

namespace Orleans.Serialization.Invocation;

/// <summary>A reusable promise of the result of a call.</summary>
public sealed class ResponseCompletionSource<TResult> : IResponseCompletionSource, IValueTaskSource<TResult?>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<TResult?> _core = new() { RunContinuationsAsynchronously = true };

    public ValueTask<TResult?> AsValueTask() => new(this, _core.Version);

    public ValueTask AsVoidValueTask() => new(this, _core.Version);

    public void Complete(Response value)
    {
        if (value is Response<TResult> typed) SetResult(typed.TypedResult);
        else if (value is ExceptionResponse { Exception: { } exception }) SetException(exception);
        else SetUntyped(value);
    }

    public void Complete(Response<TResult> value) => SetResult(value.TypedResult);

    public void Complete() => SetResult(default);

    public void SetException(Exception exception) => _core.SetException(exception);

    public void SetResult(TResult? result) => _core.SetResult(result);

    public void Reset() => _core.Reset();

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

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
