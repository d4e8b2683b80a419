using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OrleansML.Features;
using OrleansML.Learning.Features;

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
        try
        {
            foreach (var name in await grains.GetGrain<IFeatureCatalogGrain>(IFeatureCatalogGrain.Key).List())
            {
                var view = await views.GetAsync(name);
                foreach (var source in view.View.Sources.Where(static source => source.Kind is SourceKind.Files or SourceKind.Postgresql))
                {
                    if (view.Readers[view.SourceOf(source.Name)!.Value] is { Changes: null, Files: null })
                        continue;
                    await grains.GetGrain<IFeatureFeedGrain>(FeatureKeyText.Join(name, source.Name)).Ensure();
                }
            }
        }
        catch (Exception exception)
        {
            // The next round has it again.
            LogNotWoken(logger, exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The feeds of feature views could not be woken this time.")]
    private static partial void LogNotWoken(ILogger logger, Exception exception);
}
