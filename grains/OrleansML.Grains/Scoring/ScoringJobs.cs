using Microsoft.Extensions.Logging;
using OrleansML.Grains.Cluster;
using OrleansML.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>Wakes jobs that have not ended now and then, so that one whose coordinator was lost goes on elsewhere.</summary>
internal sealed class ScoringJobs(IGrainFactory grains, ISiloStatusOracle membership, TimeProvider time, ILogger<ScoringJobs> logger)
    : WakeRounds(TimeSpan.FromSeconds(5), membership, time, logger)
{
    private IScoringCatalogGrain Catalog => grains.GetGrain<IScoringCatalogGrain>(IScoringCatalogGrain.Key);

    protected override Task<string[]> ListAsync() => Catalog.List(activeOnly: true);

    protected override async Task WakeAsync(string name)
    {
        if (!await grains.GetGrain<IScoringCoordinatorGrain>(name).Ensure())
            await Catalog.NoteEnded(name, hasEnded: true);
    }
}
