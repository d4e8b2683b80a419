namespace OrleansML.Benchmarks.GrainCalls;

internal sealed class EchoGrain : Grain, IEchoGrain
{
    public Task Ping() => Task.CompletedTask;

    public Task<float[]> EchoFloats(float[] values) => Task.FromResult(values);

    public Task<byte[]> EchoBytes(byte[] values) => Task.FromResult(values);
}
