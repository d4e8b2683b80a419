using System.Diagnostics;
using Orleans.Placement;
using OrleansML.Benchmarks.GrainCalls;

namespace OrleansML.Benchmarks.Cluster;

[RandomPlacement]
internal sealed class RemoteCallerGrain : Grain, IRemoteCallerGrain
{
    public Task<int> Locate() => Task.FromResult(Environment.ProcessId);

    public async Task<long[]> Run(long target, long end)
    {
        var grain = GrainFactory.GetGrain<IPlacedGrain>(target);
        var histogram = new LatencyHistogram();
        for (var start = Stopwatch.GetTimestamp(); start < end;)
        {
            await grain.Ping();
            var now = Stopwatch.GetTimestamp();
            histogram.Record(now - start);
            start = now;
        }

        return histogram.Counts;
    }
}
