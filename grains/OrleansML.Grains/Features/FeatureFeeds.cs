using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Features;

namespace OrleansML.Grains.Features;

/// <summary>Wakes the feeds of all views now and then, so that one whose silo was lost goes on elsewhere.</summary>
internal sealed partial class FeatureFeeds(
    IGrainFactory grains, FeatureViews views, ISiloStatusOracle membership, TimeProvider time, ILogger<FeatureFeeds> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                if (membership.CurrentStatus == SiloStatus.Active)
                    await WakeAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private async Task WakeAsync()
    {
        string[] names = [];
        await TryAsync(async () => names = await grains.GetGrain<IFeatureCatalogGrain>(IFeatureCatalogGrain.Key).List());
        foreach (var name in names)
            await TryAsync(() => WakeAsync(name));
    }

    private async Task WakeAsync(string name)
    {
        var view = await views.GetAsync(name);
        for (var source = 0; source < view.Readers.Length; source++)
        {
            if (view.Readers[source].Changes is not null || view.Readers[source].Files is not null)
                await grains.GetGrain<IFeatureFeedGrain>(FeatureKeyText.Join(name, view.View.Sources[source].Name)).Ensure();
        }
    }

    private async Task TryAsync(Func<Task> part)
    {
        try
        {
            await part();
        }
        catch (Exception exception)
        {
            // The others have nothing to do with it, and the next round has it again.
            LogNotWoken(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The feeds of feature views could not be woken this time.")]
    private static partial void LogNotWoken(ILogger logger, Exception exception);
}
