using Microsoft.Extensions.Logging;

namespace Orleans.Runtime;

/// <summary>
/// Enumerates the sequences of one activation. Its calls interleave with everything, so an iterator may run between the turns of other
/// requests.
/// An enumerator that nobody asks for a whole period is given up.
/// </summary>
internal sealed partial class AsyncEnumerableGrainExtension : IAsyncEnumerableGrainExtension, IAsyncDisposable
{
    private readonly Dictionary<Guid, Entry> _enumerators = [];
    private readonly IGrainContext _grainContext;
    private readonly TimeSpan _responseTimeout;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ITimer _sweep;

    /// <param name="grainContext">The activation.</param>
    /// <param name="responseTimeout">How long callers wait: half of it is the longest time without a heartbeat, all of it the time after
    /// which idle enumerators end.</param>
    /// <param name="timeProvider">The clock of both.</param>
    /// <param name="logger">Told of enumerators that were given up.</param>
    public AsyncEnumerableGrainExtension(IGrainContext grainContext, TimeSpan responseTimeout, TimeProvider timeProvider, ILogger logger)
    {
        _grainContext = grainContext;
        _responseTimeout = responseTimeout;
        _timeProvider = timeProvider;
        _logger = logger;
        _sweep = timeProvider.CreateTimer(
            static state => ((AsyncEnumerableGrainExtension)state!).QueueSweep(), this, responseTimeout, responseTimeout);
    }

    public ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(
        Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken)
    {
        if (_enumerators.ContainsKey(requestId))
        {
            return new((EnumerationResult.Error, new ArgumentException($"Enumeration {requestId} is already in "
                + $"progress.", nameof(requestId))));
        }
        request.SetTarget(_grainContext);
        var cancellation = new CancellationTokenSource();
        var entry = new Entry<T>(
            request.InvokeImplementation().GetAsyncEnumerator(cancellation.Token), Math.Max(1, request.MaxBatchSize), request,
                cancellation);
        _enumerators.Add(requestId, entry);
        return MoveNext(requestId, entry, cancellationToken);
    }

    public ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken)
        => _enumerators.TryGetValue(requestId, out var entry) && entry is Entry<T> typed
            ? MoveNext(requestId, typed, cancellationToken)
            : new((EnumerationResult.MissingEnumeratorError, null));

    public ValueTask DisposeAsync(Guid requestId) => _enumerators.Remove(requestId, out var entry) ? entry.DisposeAsync() : default;

    /// <summary>Ends every enumeration; called when the activation ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _sweep.DisposeAsync();
        foreach (var requestId in _enumerators.Keys.ToArray()) await DisposeAsync(requestId);
    }

    private async ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(
        Guid requestId, Entry<T> entry, CancellationToken cancellationToken)
    {
        entry.IsUsed = true;
        try
        {
            using var registration = cancellationToken.UnsafeRegister(static state => ((Entry<T>)state!).Cancel(), entry);
            var next = entry.Pending ?? entry.Enumerator.MoveNextAsync().AsTask();
            entry.Pending = null;
            if (!next.IsCompleted && !await WaitAsync(next))
            {
                entry.Pending = next;
                return (EnumerationResult.Heartbeat, null);
            }

            if (!await next)
            {
                await DisposeAsync(requestId);
                return (EnumerationResult.Completed, null);
            }

            return await CollectBatchAsync(requestId, entry);
        }
        catch (OperationCanceledException) when (entry.IsCanceled)
        {
            await DisposeAsync(requestId);
            return (EnumerationResult.Canceled, null);
        }
        catch (Exception exception)
        {
            await DisposeAsync(requestId);
            return (EnumerationResult.Error, exception);
        }
    }

    /// <summary>Waits until the task ends, at most half the response timeout; returns whether it did.</summary>
    private async Task<bool> WaitAsync(Task task)
    {
        using var cancellation = new CancellationTokenSource();
        var delay = Task.Delay(_responseTimeout / 2, _timeProvider, cancellation.Token);
        var first = await Task.WhenAny(task, delay);
        await cancellation.CancelAsync();
        return first == task;
    }

    /// <summary>Takes the current element and those that are ready without waiting, up to the batch size.</summary>
    private async ValueTask<(EnumerationResult Status, object? Value)> CollectBatchAsync<T>(Guid requestId, Entry<T> entry)
    {
        var first = entry.Enumerator.Current;
        List<T>? batch = null;
        while ((batch?.Count ?? 1) < entry.MaxBatchSize)
        {
            var next = entry.Enumerator.MoveNextAsync();
            if (!next.IsCompletedSuccessfully)
            {
                // Still running or failed: the next call of the caller learns of it, after it got the elements before.
                entry.Pending = next.AsTask();
                break;
            }

            if (!next.Result)
            {
                await DisposeAsync(requestId);
                return batch is null ? (EnumerationResult.CompletedWithElement, first) : (EnumerationResult.CompletedWithBatch, batch);
            }

            batch ??= [first];
            batch.Add(entry.Enumerator.Current);
        }

        return batch is null ? (EnumerationResult.Element, first) : (EnumerationResult.Batch, batch);
    }

    private void QueueSweep() => _grainContext.Scheduler.QueueAction(() => SweepAsync().Ignore());

    private async Task SweepAsync()
    {
        foreach (var (requestId, entry) in _enumerators.ToArray())
        {
            if (entry.IsUsed)
            {
                entry.IsUsed = false;
                continue;
            }

            LogAbandoned(requestId, _grainContext);
            await DisposeAsync(requestId);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Enumeration {RequestId} of {Grain} was not used for a whole period and is given up.")]
    private partial void LogAbandoned(Guid requestId, IGrainContext grain);

    private abstract class Entry : IAsyncDisposable
    {
        /// <summary>Whether a caller has asked for elements since the last sweep.</summary>
        public bool IsUsed { get; set; } = true;

        public abstract ValueTask DisposeAsync();
    }

    private sealed class Entry<T>(
        IAsyncEnumerator<T> enumerator, int maxBatchSize, IInvokable request, CancellationTokenSource cancellation) : Entry
    {
        public IAsyncEnumerator<T> Enumerator { get; } = enumerator;

        public int MaxBatchSize { get; } = maxBatchSize;

        public bool IsCanceled => cancellation.IsCancellationRequested;

        /// <summary>The step that was begun for an earlier call and is not answered yet.</summary>
        public Task<bool>? Pending { get; set; }

        /// <summary>Cancels both the token of the enumerator and the one that the method was called with.</summary>
        public void Cancel()
        {
            cancellation.Cancel();
            request.TryCancel();
        }

        public override async ValueTask DisposeAsync()
        {
            await cancellation.CancelAsync();
            request.TryCancel();
            try
            {
                if (Pending is { } pending)
                {
                    await ((Task)pending).ConfigureAwait(
                        ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                }
                await Enumerator.DisposeAsync();
            }
            catch (Exception)
            {
                // The caller is gone or has its answer; nobody is left to be told.
            }
            finally
            {
                request.Dispose();
                cancellation.Dispose();
            }
        }
    }
}
