namespace OrleansML.Benchmarks.GrainCalls;

/// <summary>Gives back what it gets.</summary>
[Alias("benchmark.echo")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    /// <summary>Answers with nothing.</summary>
    [Alias("ping")]
    Task Ping();

    /// <summary>Answers with the same floats.</summary>
    [Alias("floats")]
    Task<float[]> EchoFloats(float[] values);

    /// <summary>Answers with the same bytes.</summary>
    [Alias("bytes")]
    Task<byte[]> EchoBytes(byte[] values);
}
