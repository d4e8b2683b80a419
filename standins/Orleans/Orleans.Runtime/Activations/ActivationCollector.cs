using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Activations;

/// <summary>Deactivates idle activations. It looks at all of them once per quantum, so that an idle activation costs it no memory.</summary>
internal sealed class ActivationCollector(
    Catalog catalog,
    IOptions<GrainCollectionOptions> options,
    RuntimeInstruments instruments,
    ActivationClock clock,
    ILogger<ActivationCollector> logger) : IAsyncDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private Task? _loop;

    /// <summary>Starts to collect.</summary>
    public void Start() => _loop ??= RunAsync();

    /// <summary>Deactivates what is idle now and waits until it has ended.</summary>
    /// <param name="ageLimit">How long an activation must have been idle; null takes the limit of its grain type.</param>
    public Task CollectAsync(TimeSpan? ageLimit)
    {
        var now = clock.Provider.GetTimestamp();
        var reason = new DeactivationReason(DeactivationReasonCode.ActivationIdle, "The activation was idle longer than its collection age.");
        var ending = new List<Task>();
        foreach (var activation in catalog.All)
        {
            if (activation.IsCollectible(now, ageLimit))
            {
                activation.Deactivate(reason);
                ending.Add(activation.Deactivated);
            }
        }

        instruments.ActivationCollections.Add(1);
        if (ending.Count > 0)
        {
            CatalogLog.Collected(logger, ending.Count);
        }

        return Task.WhenAll(ending);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        if (_loop is not null)
        {
            await _loop.ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        using var timer = new PeriodicTimer(options.Value.CollectionQuantum, clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token).ConfigureAwait(false))
            {
                // A deactivation that takes long must not hold up the next round.
                _ = CollectAsync(null);
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }
}
