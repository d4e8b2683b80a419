using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrleansML.Grains.Cluster;
using OrleansML.Monitoring;
using OrleansML.Registry;

namespace OrleansML.Grains.Monitoring;

/// <summary>Wakes the monitors of models now and then, so that one whose silo was lost goes on elsewhere even where nobody asks the model anything.</summary>
internal sealed class MonitorRounds(
    IGrainFactory grains, ISiloStatusOracle membership, TimeProvider time, IOptions<MonitoringOptions> options, ILogger<MonitorRounds> logger)
    : WakeRounds(TimeSpan.FromSeconds(10), membership, time, logger)
{
    protected override Task<string[]> ListAsync() =>
        options.Value.Enabled ? grains.GetGrain<IModelCatalogGrain>(IModelCatalogGrain.Key).List() : Task.FromResult<string[]>([]);

    protected override Task WakeAsync(string name) => grains.GetGrain<IModelMonitorGrain>(name).Ensure();
}
