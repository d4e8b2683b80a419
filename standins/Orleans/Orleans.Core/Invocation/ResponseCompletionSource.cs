using System.Threading.Tasks.Sources;

namespace Orleans.Serialization.Invocation;

/// <summary>A reusable promise of a response.</summary>
public sealed class ResponseCompletionSource : IResponseCompletionSource, IValueTaskSource<Response>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<Response> _core = new() { RunContinuationsAsynchronously = true };

    /// <summary>Returns the task of the response; it may be awaited once.</summary>
    public ValueTask<Response> AsValueTask() => new(this, _core.Version);

    /// <summary>Returns a task without result; it may be awaited once.</summary>
    public ValueTask AsVoidValueTask() => new(this, _core.Version);

    /// <inheritdoc/>
    public void Complete(Response value)
    {
        if (value is ExceptionResponse { Exception: { } exception }) SetException(exception);
        else SetResult(value);
    }

    /// <inheritdoc/>
    public void Complete() => SetResult(Response.Completed);

    /// <summary>Ends the wait with a failure.</summary>
    public void SetException(Exception exception) => _core.SetException(exception);

    /// <summary>Ends the wait with a response.</summary>
    public void SetResult(Response result) => _core.SetResult(result);

    /// <summary>Makes the promise ready for another call.</summary>
    public void Reset() => _core.Reset();

    /// <inheritdoc/>
    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    /// <inheritdoc/>
    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    /// <inheritdoc/>
    public Response GetResult(short token)
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
}
