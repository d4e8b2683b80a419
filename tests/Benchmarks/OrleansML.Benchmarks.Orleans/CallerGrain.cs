namespace OrleansML.Benchmarks.GrainCalls;

internal sealed class CallerGrain : Grain, ICallerGrain
{
    public async Task<long[]> Run(int firstTarget, int concurrency, Payload payload, long end)
    {
        var histogram = await ClosedLoop.RunAsync(GrainFactory, firstTarget, concurrency, payload, end);
        return histogram.Counts;
    }
}
