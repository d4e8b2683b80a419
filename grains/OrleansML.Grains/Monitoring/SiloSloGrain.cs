using Orleans.Concurrency;
using Orleans.Placement;
using OrleansML.Grains.Placement;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Reaches the <see cref="SloMonitor"/> of its silo.</summary>
[Reentrant, SiloPlacement, Immovable, CollectionAgeLimit(Days = 1)]
internal sealed class SiloSloGrain(SloMonitor monitor) : Grain, ISiloSloGrain
{
    public Task<SloWindowCounts[]> GetCounts(string model) => Task.FromResult(monitor.CountsOf(model));
}
