using Microsoft.Extensions.Logging;
using OrleansML.Grains.Cluster;
using OrleansML.Training;

namespace OrleansML.Grains.Training;

/// <summary>
/// Wakes runs that have not ended now and then, so that one whose coordinator was lost goes on elsewhere; and removes what ended runs and lost silos have
/// left behind.
/// </summary>
internal sealed class TrainingRuns(
    IGrainFactory grains, TrainingFolders folders, ISiloStatusOracle membership, TimeProvider time, ILogger<TrainingRuns> logger)
    : WakeRounds(TimeSpan.FromSeconds(5), membership, time, logger)
{
    private ITrainingCatalogGrain Catalog => grains.GetGrain<ITrainingCatalogGrain>(ITrainingCatalogGrain.Key);

    protected override Task<string[]> ListAsync() => Catalog.List(activeOnly: true);

    protected override async Task WakeAsync(string name)
    {
        if (!await grains.GetGrain<ITrainingCoordinatorGrain>(name).Ensure())
            await Catalog.NoteEnded(name, hasEnded: true);
    }

    protected override Task TidyAsync()
    {
        folders.RemoveThoseOfLostSilos();
        return Catalog.Sweep();
    }
}
