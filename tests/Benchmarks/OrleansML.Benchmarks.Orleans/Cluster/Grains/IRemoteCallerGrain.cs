namespace OrleansML.Benchmarks.Cluster;

/// <summary>Calls one other grain as fast as it can.</summary>
[Alias("benchmark.remote-caller")]
public interface IRemoteCallerGrain : IGrainWithIntegerKey
{
    /// <summary>The process that this activation runs in.</summary>
    [Alias("locate")]
    Task<int> Locate();

    /// <summary>Calls one grain, each call when the last one is answered, until the given time.</summary>
    /// <param name="target">The key of the called grain.</param>
    /// <param name="end">When to stop, in ticks of <see cref="System.Diagnostics.Stopwatch"/>, which all processes of a machine share.</param>
    /// <returns>The counts of the latency histogram.</returns>
    [Alias("run")]
    [ResponseTimeout("00:02:00")]
    Task<long[]> Run(long target, long end);
}
