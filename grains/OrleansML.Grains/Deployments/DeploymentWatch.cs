using Microsoft.Extensions.Logging;
using OrleansML.Deployments;
using OrleansML.Grains.Cluster;
using OrleansML.Registry;

namespace OrleansML.Grains.Deployments;

/// <summary>Wakes the deployments with a canary now and then, so that one whose silo was lost goes on elsewhere even without requests.</summary>
internal sealed class DeploymentWatch(IGrainFactory grains, ISiloStatusOracle membership, TimeProvider time, ILogger<DeploymentWatch> logger)
    : WakeRounds(TimeSpan.FromSeconds(10), membership, time, logger)
{
    protected override Task<string[]> ListAsync() => grains.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List();

    protected override async Task WakeAsync(string name)
    {
        var serving = await grains.GetGrain<IModelRegistryGrain>(name).GetSnapshot();
        if (serving.Plan?.Canary is not null)
            await grains.GetGrain<IDeploymentGrain>(name).Wake();
    }
}
