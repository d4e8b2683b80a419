namespace OrleansML.Conformance.Serialization;

[Alias("conformance.echo")]
public interface IEchoGrain : IGrainWithIntegerKey
{
    [Alias("bytes")]
    Task<byte[]> EchoBytes(byte[] value);

    Task<float[]> EchoFloats(float[] value);

    Task<Everything> EchoEverything(Everything value);

    Task<object?> EchoObject(object? value);

    ValueTask<(int Left, string? Right)> EchoPair(int left, string? right);

    Task<Tensor> EchoTensor(Tensor value);

    Task<Page<Score>> EchoPage(Page<Score> value);

    Task<int> CountArguments(int a, long b, double c, string? d, bool e, Guid f, byte[] g, List<int> h, Verdict i, DateTime? j);

    Task<byte[]> MakeBytes(int length);

    /// <summary>Shares its name with another method; the aliases tell them apart on the wire.</summary>
    [Alias("overloaded-number")]
    Task<string> Overloaded(int value);

    [Alias("overloaded-text")]
    Task<string> Overloaded(string value);
}
