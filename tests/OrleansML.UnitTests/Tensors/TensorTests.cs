using OrleansML.Tensors;

namespace OrleansML.UnitTests.Tensors;

public sealed class TensorTests
{
    [Fact]
    public void Create_Floats_WritesLittleEndian()
    {
        var tensor = Tensor.Create("x", [1f, -2f], 1, 2);

        Assert.Equal(TensorType.Float32, tensor.Type);
        Assert.Equal([1L, 2L], tensor.Shape);
        Assert.Equal([0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x00, 0xC0], tensor.Data.ToArray());
    }

    [Fact]
    public void Create_Texts_WritesLengthsInBytes()
    {
        var tensor = Tensor.Create("x", ["hé", ""], 2, 1);

        Assert.Equal([3, 0, 0, 0, (byte)'h', 0xC3, 0xA9, 0, 0, 0, 0], tensor.Data.ToArray());
        Assert.Equal(["hé", ""], tensor.ToStrings());
    }

    [Fact]
    public void Create_WithoutShape_HasOneAxis() => Assert.Equal([3L], Tensor.Create("x", [1, 2, 3]).Shape);

    [Fact]
    public void Create_ShapeDoesNotFit_NamesBothCounts()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor.Create("x", [1f, 2f, 3f], 2, 2));

        Assert.Equal("Tensor 'x' has 3 elements; shape [2,2] asks for 4.", error.Message);
    }

    [Fact]
    public void AsSpan_AnotherType_IsRefused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => Tensor.Create("x", [1f]).AsSpan<double>().ToArray());

        Assert.Equal("Tensor 'x' holds Float32; it cannot be read as Double.", error.Message);
    }

    [Fact]
    public void ToStrings_TruncatedBytes_NamesTheText()
    {
        var tensor = new Tensor("x", TensorType.String, [2], new byte[] { 1, 0, 0, 0, 65, 9, 0, 0, 0 });

        var error = Assert.Throws<InvalidOperationException>(() => tensor.ToStrings());

        Assert.Equal("Tensor 'x' should hold 2 texts; its bytes end in text 1.", error.Message);
    }

    [Theory]
    [InlineData("BOOL", TensorType.Bool, 1)]
    [InlineData("UINT16", TensorType.UInt16, 2)]
    [InlineData("INT64", TensorType.Int64, 8)]
    [InlineData("FP16", TensorType.Float16, 2)]
    [InlineData("FP64", TensorType.Float64, 8)]
    [InlineData("BF16", TensorType.BFloat16, 2)]
    [InlineData("BYTES", TensorType.String, 0)]
    public void TryParseProtocolName_KnownName_GivesTypeAndSize(string name, TensorType type, int size)
    {
        Assert.True(TensorTypes.TryParseProtocolName(name, out var parsed));
        Assert.Equal(type, parsed);
        Assert.Equal(name, type.ProtocolName());
        Assert.Equal(size, type.ElementSize());
    }

    [Theory]
    [InlineData("fp32")]
    [InlineData("")]
    [InlineData("FLOAT")]
    public void TryParseProtocolName_UnknownName_IsFalse(string name) => Assert.False(TensorTypes.TryParseProtocolName(name, out _));
}
