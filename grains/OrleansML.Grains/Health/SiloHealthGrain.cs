using Orleans.Concurrency;
using OrleansML.Cluster;

namespace OrleansML.Grains.Health;

/// <summary>Answers on the silo that the call arrives at.</summary>
[StatelessWorker, Reentrant]
internal sealed class SiloHealthGrain(SiloHealthProbe probe, ILocalSiloDetails silo) : Grain, ISiloHealthGrain
{
    public async Task<SiloHealth> Check() =>
        new() { Silo = silo.SiloAddress.ToParsableString(), Problems = await probe.CheckAsync() };
}
