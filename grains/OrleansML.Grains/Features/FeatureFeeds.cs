using Microsoft.Extensions.Logging;
using OrleansML.Features;
using OrleansML.Grains.Cluster;

namespace OrleansML.Grains.Features;

/// <summary>Wakes the feeds of all views now and then, so that one whose silo was lost goes on elsewhere.</summary>
internal sealed class FeatureFeeds(
    IGrainFactory grains, FeatureViews views, ISiloStatusOracle membership, TimeProvider time, ILogger<FeatureFeeds> logger)
    : WakeRounds(TimeSpan.FromSeconds(10), membership, time, logger)
{
    protected override Task<string[]> ListAsync() => grains.GetGrain<IFeatureCatalogGrain>(IFeatureCatalogGrain.Key).List();

    protected override async Task WakeAsync(string name)
    {
        var view = await views.GetAsync(name);
        for (var source = 0; source < view.Readers.Length; source++)
        {
            if (view.Readers[source].Changes is not null || view.Readers[source].Files is not null)
                await grains.GetGrain<IFeatureFeedGrain>(FeatureKeyText.Join(name, view.View.Sources[source].Name)).Ensure();
        }
    }
}
