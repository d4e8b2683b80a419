namespace OrleansML.Conformance.Serialization;

public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<byte[]> EchoBytes(byte[] value);

    Task<float[]> EchoFloats(float[] value);

    Task<Everything> EchoEverything(Everything value);

    Task<object?> EchoObject(object? value);

    ValueTask<(int Left, string? Right)> EchoPair(int left, string? right);

    Task<Tensor> EchoTensor(Tensor value);

    Task<Page<Score>> EchoPage(Page<Score> value);

    Task<int> CountArguments(int a, long b, double c, string? d, bool e, Guid f, byte[] g, List<int> h, Verdict i, DateTime? j);

    Task<byte[]> MakeBytes(int length);

    /// <summary>The interface's method that shares its name with another one.</summary>
    Task<string> Overloaded(int value);

    Task<string> Overloaded(string value);
}
