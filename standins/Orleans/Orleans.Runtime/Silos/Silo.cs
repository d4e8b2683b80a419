using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Silos;

namespace Orleans.Runtime;

/// <summary>A silo: runs the lifecycle of all its parts.</summary>
public sealed class Silo : IAsyncDisposable
{
    private readonly ISiloLifecycleSubject _lifecycle;
    private readonly ILogger<Silo> _logger;
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _stopping = new(1, 1);
    private readonly ILocalSiloDetails _details;
    private bool _started;

    /// <summary>Initializes the silo.</summary>
    internal Silo(ILocalSiloDetails siloDetails, IServiceProvider services)
    {
        _details = siloDetails;
        _logger = services.GetRequiredService<ILogger<Silo>>();
        _lifecycle = services.GetRequiredService<ISiloLifecycleSubject>();
        foreach (var participant in services.GetServices<ILifecycleParticipant<ISiloLifecycle>>())
        {
            participant.Participate(_lifecycle);
        }

        services.GetRequiredService<MembershipManager>().DeclaredDead += reason => OnDeclaredDead(services, reason);
    }

    /// <summary>Gets the address of the silo.</summary>
    public SiloAddress SiloAddress => _details.SiloAddress;

    /// <summary>Gets a task that completes when the silo has stopped.</summary>
    public Task SiloTerminated => _terminated.Task;

    /// <summary>Starts the silo; returns when it is active.</summary>
    /// <param name="cancellationToken">Gives the start up.</param>
    /// <returns>The end of the start.</returns>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _started = true;
        await _lifecycle.OnStart(cancellationToken).ConfigureAwait(false);
        SiloLog.Started(_logger, _details.Name, SiloAddress);
    }

    /// <summary>Stops the silo: requests that run are finished and activations end, unless the token is cancelled.</summary>
    /// <param name="cancellationToken">Ends the graceful stop.</param>
    /// <returns>The end of the stop.</returns>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            if (_started)
            {
                _started = false;
                await _lifecycle.OnStop(cancellationToken).ConfigureAwait(false);
                SiloLog.Stopped(_logger, _details.Name, SiloAddress);
            }
        }
        finally
        {
            _stopping.Release();
            _terminated.TrySetResult();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync().ConfigureAwait(false);
        await StopAsync(canceled.Token).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{_details.Name} at {SiloAddress}";

    private void OnDeclaredDead(IServiceProvider services, string reason)
    {
        // Others may have activated the grains of this silo already: it must not go on, whatever the handler does.
        _ = Task.Run(StopDeadAsync);
        var handler = services.GetRequiredService<IFatalErrorHandler>();
        var ending = new Thread(() => handler.OnFatalException(this, $"{SiloAddress} is dead for the other silos: {reason}"))
        {
            // In the foreground: the host stops because its silo has, and its process must not end as if all were well.
            IsBackground = false,
            Name = "Orleans fatal error",
        };
        ending.Start();
    }

    private async Task StopDeadAsync()
    {
        using var canceled = new CancellationTokenSource();
        await canceled.CancelAsync().ConfigureAwait(false);
        await StopAsync(canceled.Token).ConfigureAwait(false);
    }
}
