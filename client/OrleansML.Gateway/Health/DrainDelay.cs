using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace OrleansML.Gateway.Health;

/// <summary>
/// Keeps the process answering for a moment after it was told to end and has stopped being ready, so that load balancers turn away from it
/// before it closes its door.
/// </summary>
internal sealed class DrainDelay(IHostApplicationLifetime lifetime, IOptions<HealthOptions> options, TimeProvider time) : IHostedLifecycleService
{
    private volatile bool _isStopping;

    public bool IsStopping => _isStopping || lifetime.ApplicationStopping.IsCancellationRequested;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _isStopping = true;
        try
        {
            await Task.Delay(options.Value.DrainDelay, time, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // There is no more time.
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
