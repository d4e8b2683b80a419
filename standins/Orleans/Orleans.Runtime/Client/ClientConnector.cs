using Orleans.Runtime.Manifest;

namespace Orleans.Runtime.Client;

/// <summary>Brings a client up: finds gateways, connects to them, and learns which grains the cluster has.</summary>
internal sealed class ClientConnector(
    GatewayManager gateways, ClientMessageCenter messages, ClusterManifestProvider manifests, IGrainFactory grains, IClientConnectionRetryFilter retry) : IDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private Task? _manifestLoop;

    /// <summary>Connects; on failure the retry filter decides whether to try again.</summary>
    public async Task ConnectAsync(CancellationToken cancellationToken)
    {
        messages.Start();
        while (true)
        {
            try
            {
                await gateways.StartAsync(cancellationToken).ConfigureAwait(false);
                await ReadManifestsAsync().ConfigureAwait(false);
                break;
            }
            catch (Exception exception)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!await retry.ShouldRetryConnectionAttempt(exception, cancellationToken).ConfigureAwait(false))
                {
                    throw;
                }
            }
        }

        _manifestLoop = FollowManifestsAsync();
    }

    /// <summary>Disconnects; calls that still wait fail.</summary>
    public async Task DisconnectAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        if (_manifestLoop is not null)
        {
            await _manifestLoop.ConfigureAwait(false);
        }

        await gateways.DisposeAsync().ConfigureAwait(false);
        await messages.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    private async Task ReadManifestsAsync()
    {
        var gateway = gateways.GetAny();
        var details = await Management.SiloControl.Get(grains, gateway).GetManifests().ConfigureAwait(false);
        manifests.Replace(System.Collections.Immutable.ImmutableDictionary.CreateRange(
            details.Select(silo => KeyValuePair.Create(silo.Silo, silo.ToManifest()))));
    }

    private async Task FollowManifestsAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5));
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token).ConfigureAwait(false))
            {
                try
                {
                    await ReadManifestsAsync().ConfigureAwait(false);
                }
                catch (Exception exception) when (exception is OrleansException or TimeoutException)
                {
                    // No gateway answers now; the gateway manager reconnects, and the next round reads again.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The client disconnects.
        }
    }
}
