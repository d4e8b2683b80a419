namespace OrleansML.Conformance.Serialization;

[Reentrant]
public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<byte[]> EchoBytes(byte[] value) => Task.FromResult(value);

    public Task<float[]> EchoFloats(float[] value) => Task.FromResult(value);

    public Task<Everything> EchoEverything(Everything value) => Task.FromResult(value);

    public Task<object?> EchoObject(object? value) => Task.FromResult(value);

    public ValueTask<(int Left, string? Right)> EchoPair(int left, string? right) => ValueTask.FromResult((left, right));

    public Task<Tensor> EchoTensor(Tensor value) => Task.FromResult(value);

    public Task<Page<Score>> EchoPage(Page<Score> value) => Task.FromResult(value);

    public Task<int> CountArguments(int a, long b, double c, string? d, bool e, Guid f, byte[] g, List<int> h, Verdict i, DateTime? j) =>
        Task.FromResult(
            (a == 1 ? 1 : 0) + (b == 2 ? 1 : 0) + (c == 3 ? 1 : 0) + (d is null ? 1 : 0) + (e ? 1 : 0) + (f == Guid.Empty ? 1 : 0)
            + (g.Length == 7 ? 1 : 0) + (h.Count == 8 ? 1 : 0) + (i == Verdict.Refuse ? 1 : 0) + (j is null ? 1 : 0));

    public Task<byte[]> MakeBytes(int length) => Task.FromResult(new byte[length]);

    public Task<string> Overloaded(int value) => Task.FromResult($"number {value}");

    public Task<string> Overloaded(string value) => Task.FromResult($"text {value}");
}
