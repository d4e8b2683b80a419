namespace OrleansML.Grains.Monitoring;

/// <summary>Brings what this silo counted into the windows before it leaves the cluster.</summary>
internal sealed class WindowStop(MonitorConsumer consumer, WindowSink windows) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(WindowStop), ServiceLifecycleStage.Active, static _ => Task.CompletedTask, StopAsync);
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        windows.Stop();
        try
        {
            await consumer.FlushAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Who stops has no more time; the rest counts as lost at the next start.
        }
    }
}
