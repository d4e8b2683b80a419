using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace OrleansML.Storage.Artifacts;

/// <summary>Refuses to start a host whose store cannot be written, and removes stale uploads while it runs.</summary>
internal sealed partial class ArtifactStoreMaintenance(
    IArtifactStore store,
    IOptions<ArtifactStoreOptions> options,
    TimeProvider time,
    ILogger<ArtifactStoreMaintenance> logger) : BackgroundService
{
    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await store.CheckAccessAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.CleanupInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await CleanAsync(stoppingToken);
    }

    private async Task CleanAsync(CancellationToken cancellationToken)
    {
        try
        {
            var removed = await store.RemoveStaleUploadsAsync(options.Value.StaleUploadAge, cancellationToken);
            if (removed > 0)
                LogRemoved(removed, options.Value.StaleUploadAge);
        }
        catch (ArtifactStoreException exception)
        {
            // A full or unmounted disk must not end the host; the next round tries again.
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} uploads that were not touched for {Age}.")]
    private partial void LogRemoved(int count, TimeSpan age);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stale uploads could not be removed; the next round tries again.")]
    private partial void LogFailed(ArtifactStoreException exception);
}
