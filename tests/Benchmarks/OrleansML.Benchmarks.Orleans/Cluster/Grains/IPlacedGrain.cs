namespace OrleansML.Benchmarks.Cluster;

/// <summary>A grain on any silo of the cluster.</summary>
[Alias("benchmark.placed")]
public interface IPlacedGrain : IGrainWithIntegerKey
{
    /// <summary>Answers with nothing.</summary>
    [Alias("ping")]
    Task Ping();

    /// <summary>Tells this activation from every other: the process that it runs in in the upper 32 bits, a count in the lower.</summary>
    [Alias("identify")]
    Task<long> Identify();
}
