namespace Orleans.Runtime.Enumeration;

/// <summary>Steps through a sequence and gathers the elements that are ready at once.</summary>
internal sealed class RemoteEnumerator<T> : IRemoteEnumerator
{
    private readonly CancellationTokenSource _canceled = new();
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IAsyncEnumerator<T> _enumerator;
    private readonly int _maxBatchSize;
    private Task<bool>? _pending;
    private Exception? _failure;
    private bool _ended;
    private bool _used = true;
    private bool _busy;

    /// <summary>Starts the enumeration.</summary>
    public RemoteEnumerator(IAsyncEnumerable<T> sequence, int maxBatchSize)
    {
        _enumerator = sequence.GetAsyncEnumerator(_canceled.Token);
        _maxBatchSize = Math.Max(1, maxBatchSize);
    }

    /// <inheritdoc/>
    public bool IsAbandoned()
    {
        var abandoned = !_used && !_busy;
        _used = false;
        return abandoned;
    }

    /// <inheritdoc/>
    public async ValueTask<(EnumerationResult Status, object? Value)> MoveNextAsync(TimeSpan patience, CancellationToken cancellationToken)
    {
        _used = _busy = true;
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), _canceled);
            return await GatherAsync(patience);
        }
        finally
        {
            _used = true;
            _busy = false;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _canceled.CancelAsync();
        _disposed.TrySetResult();
        if (_pending is { IsCompleted: false })
        {
            // The iterator cannot be disposed while it runs; it has been told to stop.
            await _pending.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Current);
        }

        await _enumerator.DisposeAsync();
    }

    private async ValueTask<(EnumerationResult Status, object? Value)> GatherAsync(TimeSpan patience)
    {
        if (_failure is not null)
        {
            return Fail(_failure);
        }

        if (_ended)
        {
            return (EnumerationResult.Completed, null);
        }

        try
        {
            _pending ??= _enumerator.MoveNextAsync().AsTask();
            if (!_pending.IsCompleted)
            {
                await Task.WhenAny(_pending, _disposed.Task, Task.Delay(patience, _canceled.Token));
                if (_disposed.Task.IsCompleted)
                {
                    return (EnumerationResult.MissingEnumeratorError, null);
                }

                if (!_pending.IsCompleted && !_canceled.IsCancellationRequested)
                {
                    return (EnumerationResult.Heartbeat, null);
                }
            }

            if (!await _pending)
            {
                _ended = true;
                return (EnumerationResult.Completed, null);
            }
        }
        catch (Exception exception)
        {
            return Fail(exception);
        }

        return Collect();
    }

    private (EnumerationResult Status, object? Value) Collect()
    {
        var first = _enumerator.Current;
        _pending = null;
        List<T>? batch = null;
        try
        {
            for (var count = 1; count < _maxBatchSize; count++)
            {
                var next = _enumerator.MoveNextAsync();
                if (!next.IsCompletedSuccessfully)
                {
                    _pending = next.AsTask();
                    break;
                }

                if (!next.Result)
                {
                    _ended = true;
                    break;
                }

                (batch ??= [first]).Add(_enumerator.Current);
            }
        }
        catch (Exception exception)
        {
            // The elements before the failure are delivered first.
            _failure = exception;
        }

        var completed = _ended ? EnumerationResult.Completed : 0;
        return batch is null ? (completed | EnumerationResult.Element, first) : (completed | EnumerationResult.Batch, batch);
    }

    private (EnumerationResult Status, object? Value) Fail(Exception exception)
    {
        _ended = true;
        return exception is OperationCanceledException && _canceled.IsCancellationRequested
            ? (EnumerationResult.Canceled, null)
            : (EnumerationResult.Error, exception);
    }
}
