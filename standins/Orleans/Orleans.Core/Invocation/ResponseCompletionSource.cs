using System.Threading.Tasks.Sources;

namespace Orleans.Serialization.Invocation;

/// <summary>A reusable promise of a response.</summary>
public sealed class ResponseCompletionSource : IResponseCompletionSource, IValueTaskSource<Response>, IValueTaskSource
{
    private ManualResetValueTaskSourceCore<Response> _core = new() { RunContinuationsAsynchronously = true };

    public ValueTask<Response> AsValueTask() => new(this, _core.Version);

    public ValueTask AsVoidValueTask() => new(this, _core.Version);

    public void Complete(Response value)
    {
        if (value is ExceptionResponse { Exception: { } exception }) SetException(exception);
        else SetResult(value);
    }

    public void Complete() => SetResult(Response.Completed);

    public void SetException(Exception exception) => _core.SetException(exception);

    public void SetResult(Response result) => _core.SetResult(result);

    public void Reset() => _core.Reset();

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

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
