using System.Runtime.ExceptionServices;

namespace Orleans.Runtime;

/// <summary>Enumerates a sequence of a grain from afar, a batch at a time.</summary>
internal sealed class AsyncEnumeratorProxy<T> : IAsyncEnumerator<T>
{
    private const EnumerationResult Ends
        = EnumerationResult.Completed | EnumerationResult.Error | EnumerationResult.MissingEnumeratorError | EnumerationResult.Canceled;

    private readonly AsyncEnumerableRequest<T> _request;
    private readonly CancellationTokenSource _cancellation;
    private readonly CancellationToken _callerToken;
    private readonly IAsyncEnumerableGrainExtension _target;
    private readonly Guid _requestId = Guid.NewGuid();
    private (EnumerationResult Status, object? Value) _current;
    private int _index;
    private bool _started;
    private bool _disposed;

    public AsyncEnumeratorProxy(AsyncEnumerableRequest<T> request, CancellationToken cancellationToken)
    {
        _request = request;
        _callerToken = cancellationToken;
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, request.GetCancellationToken());
        _target = request.TargetGrain.AsReference<IAsyncEnumerableGrainExtension>();
    }

    public T Current => _current.Status switch
    {
        EnumerationResult.Element or EnumerationResult.CompletedWithElement => (T)_current.Value!,
        EnumerationResult.Batch or EnumerationResult.CompletedWithBatch => ((List<T>)_current.Value!)[_index],
        _ => throw new InvalidOperationException("The enumerator stands on no element."),
    };

    public async ValueTask<bool> MoveNextAsync()
    {
        if (_disposed) return false;
        if (IsBatch && ++_index < ((List<T>)_current.Value!).Count) return true;
        if ((_current.Status & EnumerationResult.Completed) != 0)
        {
            _current = (EnumerationResult.Completed, null);
            return false;
        }

        _index = 0;
        do
        {
            ThrowIfCanceled();
            if (_started)
            {
                _current = await _target.MoveNext<T>(_requestId, _cancellation.Token);
            }
            else
            {
                _started = true;
                _current = await _target.StartEnumeration(_requestId, _request, _cancellation.Token);
            }
        }
        while (_current.Status == EnumerationResult.Heartbeat);

        switch (_current.Status)
        {
            case EnumerationResult.Completed:
                return false;
            case EnumerationResult.Element or EnumerationResult.CompletedWithElement:
            case EnumerationResult.Batch or EnumerationResult.CompletedWithBatch:
                return true;
            case EnumerationResult.Error:
                ExceptionDispatchInfo.Throw((Exception)_current.Value!);
                return false;
            case EnumerationResult.Canceled:
                ThrowIfCanceled();
                throw new OperationCanceledException("The enumeration was cancelled by its source.");
            default:
                throw new EnumerationAbortedException(
                    "The enumerator is gone: it was not used for too long, or the activation that held it has ended. Enumerate again "
                        + "from the start.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        try
        {
            if (_started && !HasEnded) await _target.DisposeAsync(_requestId);
        }
        catch (Exception exception) when (exception is OrleansException or TimeoutException)
        {
            // The source forgets enumerators that nobody uses, so it needs no second message.
        }
        finally
        {
            _cancellation.Dispose();
        }
    }

    private bool IsBatch => (_current.Status & EnumerationResult.Batch) != 0;

    private bool HasEnded => (_current.Status & Ends) != 0;

    private void ThrowIfCanceled()
    {
        _callerToken.ThrowIfCancellationRequested();
        _cancellation.Token.ThrowIfCancellationRequested();
    }
}
