namespace OrleansML.Benchmarks.GrainCalls;

internal sealed class CallerGrain : Grain, ICallerGrain
{
    public async Task<long[]> Run(int firstTarget, int concurrency, Payload payload, TimeSpan duration)
    {
        var histogram = await ClosedLoop.RunAsync(GrainFactory, firstTarget, concurrency, payload, duration);
        return histogram.Counts;
    }
}
