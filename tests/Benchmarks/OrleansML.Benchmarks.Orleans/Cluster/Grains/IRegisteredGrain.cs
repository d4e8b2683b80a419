namespace OrleansML.Benchmarks.Cluster;

/// <summary>A grain whose address stands in the directory in Redis.</summary>
[Alias("benchmark.registered")]
public interface IRegisteredGrain : IGrainWithIntegerKey
{
    /// <summary>Answers with nothing.</summary>
    [Alias("ping")]
    Task Ping();
}
