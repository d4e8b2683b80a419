using Microsoft.Extensions.Logging;
using OrleansML.Grains.Cluster;
using OrleansML.Pipelines;

namespace OrleansML.Grains.Pipelines;

/// <summary>
/// Wakes pipelines now and then, so that one whose silo was lost goes on elsewhere. Takes the place of reminders: a look that is lost or doubled changes
/// nothing, because the ledger of the pipeline says what is decided.
/// </summary>
internal sealed class PipelineRounds(IGrainFactory grains, ISiloStatusOracle membership, TimeProvider time, ILogger<PipelineRounds> logger)
    : WakeRounds(TimeSpan.FromSeconds(5), membership, time, logger)
{
    protected override Task<string[]> ListAsync() => grains.GetGrain<IPipelineCatalogGrain>(IPipelineCatalogGrain.Key).List();

    protected override Task WakeAsync(string name) => grains.GetGrain<IPipelineGrain>(name).Ensure();
}
