using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Activations;
using Orleans.Timers;

namespace Orleans.Runtime.Enumeration;

/// <summary>
/// Enumerates the sequences of an activation on behalf of remote callers: gathers what is ready, sends a heartbeat when nothing comes
/// for half the response timeout, and forgets enumerators that nobody uses for a whole response timeout.
/// </summary>
internal sealed class AsyncEnumerableGrainExtension : IAsyncEnumerableGrainExtension, IDeactivationObserver
{
    private readonly Dictionary<Guid, IRemoteEnumerator> _enumerators = [];
    private readonly IGrainContext _context;
    private readonly TimeSpan _timeout;
    private IGrainTimer? _sweep;

    /// <summary>Initializes the extension.</summary>
    public AsyncEnumerableGrainExtension(IGrainContext context)
    {
        _context = context;
        _timeout = context.ActivationServices.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.ResponseTimeout;
    }

    /// <inheritdoc/>
    public async ValueTask<(EnumerationResult Status, object? Value)> StartEnumeration<T>(
        Guid requestId, IAsyncEnumerableRequest<T> request, CancellationToken cancellationToken)
    {
        request.SetTarget(_context);
        var enumerator = new RemoteEnumerator<T>(request.InvokeImplementation(), request.MaxBatchSize);
        if (!_enumerators.TryAdd(requestId, enumerator))
        {
            throw new ArgumentException($"The enumeration {requestId} has been started already.", nameof(requestId));
        }

        _sweep ??= _context.ActivationServices.GetRequiredService<ITimerRegistry>().RegisterGrainTimer(
            _context,
            static (extension, _) => extension.SweepAsync(),
            this,
            new GrainTimerCreationOptions { DueTime = _timeout, Period = _timeout, Interleave = true });
        return await MoveNextAsync(requestId, enumerator, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<(EnumerationResult Status, object? Value)> MoveNext<T>(Guid requestId, CancellationToken cancellationToken) =>
        _enumerators.TryGetValue(requestId, out var enumerator)
            ? MoveNextAsync(requestId, enumerator, cancellationToken)
            : new((EnumerationResult.MissingEnumeratorError, null));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync(Guid requestId)
    {
        if (_enumerators.Remove(requestId, out var enumerator))
        {
            await enumerator.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async Task OnDeactivatingAsync()
    {
        var enumerators = _enumerators.Values.ToArray();
        _enumerators.Clear();
        foreach (var enumerator in enumerators)
        {
            await enumerator.DisposeAsync();
        }
    }

    private async ValueTask<(EnumerationResult Status, object? Value)> MoveNextAsync(
        Guid requestId, IRemoteEnumerator enumerator, CancellationToken cancellationToken)
    {
        var result = await enumerator.MoveNextAsync(_timeout / 2, cancellationToken);
        if (result.Status is not (EnumerationResult.Heartbeat or EnumerationResult.Element or EnumerationResult.Batch) && _enumerators.Remove(requestId))
        {
            await enumerator.DisposeAsync();
        }

        return result;
    }

    private async Task SweepAsync()
    {
        foreach (var (id, enumerator) in _enumerators.ToArray())
        {
            if (enumerator.IsAbandoned())
            {
                _enumerators.Remove(id);
                await enumerator.DisposeAsync();
            }
        }

        if (_enumerators.Count == 0)
        {
            _sweep?.Dispose();
            _sweep = null;
        }
    }
}
