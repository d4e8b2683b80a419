namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Calls other grains of its silo as fast as it can.</summary>
[Alias("benchmark.caller")]
public interface ICallerGrain : IGrainWithIntegerKey
{
    /// <summary>Keeps <paramref name="concurrency"/> calls running, each to a grain of its own, until the given time.</summary>
    /// <param name="firstTarget">The key of the first called grain.</param>
    /// <param name="concurrency">The number of calls at once.</param>
    /// <param name="payload">What each call carries.</param>
    /// <param name="end">When to stop, in ticks of <see cref="System.Diagnostics.Stopwatch"/>; caller and grain are in one process.</param>
    /// <returns>The counts of the latency histogram.</returns>
    [Alias("run")]
    [ResponseTimeout("00:05:00")]
    Task<long[]> Run(int firstTarget, int concurrency, Payload payload, long end);
}
