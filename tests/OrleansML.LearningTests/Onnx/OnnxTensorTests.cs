using Google.Protobuf;
using OrleansML.Learning.Onnx;
using Xunit;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.LearningTests.Onnx;

public sealed class OnnxTensorTests
{
    [Fact]
    public void Create_Floats_StoresLittleEndianRawData()
    {
        var tensor = OnnxTensor.Create<float>("t", [1f, -2.5f], 2, 1);

        // IEEE 754: 1 is 3F800000, -2.5 is C0200000.
        Assert.Equal([0x00, 0x00, 0x80, 0x3F, 0x00, 0x00, 0x20, 0xC0], tensor.RawData.ToByteArray());
        Assert.Equal([2L, 1L], tensor.Dims);
        Assert.Equal((int)DataType.Float, tensor.DataType);
    }

    [Fact]
    public void ToArray_AfterCreate_GivesTheValuesOfEveryType()
    {
        AssertRoundTrip<float>(DataType.Float, float.NaN, float.NegativeInfinity, -0f, 1e-40f);
        AssertRoundTrip<double>(DataType.Double, double.MaxValue, -1e-300);
        AssertRoundTrip<Half>(DataType.Float16, (Half)1.5, Half.MinValue);
        AssertRoundTrip<bool>(DataType.Bool, true, false);
        AssertRoundTrip<sbyte>(DataType.Int8, sbyte.MinValue, sbyte.MaxValue);
        AssertRoundTrip<byte>(DataType.Uint8, 0, byte.MaxValue);
        AssertRoundTrip<short>(DataType.Int16, short.MinValue, short.MaxValue);
        AssertRoundTrip<ushort>(DataType.Uint16, 0, ushort.MaxValue);
        AssertRoundTrip<int>(DataType.Int32, int.MinValue, int.MaxValue);
        AssertRoundTrip<uint>(DataType.Uint32, 0, uint.MaxValue);
        AssertRoundTrip<long>(DataType.Int64, long.MinValue, long.MaxValue);
        AssertRoundTrip<ulong>(DataType.Uint64, 0, ulong.MaxValue);
    }

    [Fact]
    public void ToArray_TypedFields_GivesTheSameAsRawData()
    {
        Assert.Equal([1.5f, -2f], OnnxTensor.ToArray<float>(Typed(DataType.Float, tensor => tensor.FloatData.Add([1.5f, -2f]))));
        Assert.Equal([1.5, -2], OnnxTensor.ToArray<double>(Typed(DataType.Double, tensor => tensor.DoubleData.Add([1.5, -2]))));
        Assert.Equal([-1L, 5L], OnnxTensor.ToArray<long>(Typed(DataType.Int64, tensor => tensor.Int64Data.Add([-1, 5]))));
        Assert.Equal(
            [uint.MaxValue, 5u], OnnxTensor.ToArray<uint>(Typed(DataType.Uint32, tensor => tensor.Uint64Data.Add([uint.MaxValue, 5]))));
        Assert.Equal([(short)-1, (short)7], OnnxTensor.ToArray<short>(Typed(DataType.Int16, tensor => tensor.Int32Data.Add([-1, 7]))));
        Assert.Equal([true, false], OnnxTensor.ToArray<bool>(Typed(DataType.Bool, tensor => tensor.Int32Data.Add([1, 0]))));
        Assert.Equal([(sbyte)-1, (sbyte)7], OnnxTensor.ToArray<sbyte>(Typed(DataType.Int8, tensor => tensor.Int32Data.Add([-1, 7]))));
        // Halves stand as their bit patterns: 3C00 is 1, C000 is -2.
        Assert.Equal(
            [(Half)1, (Half)(-2)], OnnxTensor.ToArray<Half>(Typed(DataType.Float16, tensor => tensor.Int32Data.Add([0x3C00, 0xC000]))));
    }

    [Fact]
    public void ToBytes_FourBitElements_ArePackedInPairs()
    {
        var tensor = new TensorProto { DataType = (int)DataType.Uint4, Dims = { 3 }, Int32Data = { 0x21, 0x03 } };

        Assert.Equal([0x21, 0x03], OnnxTensor.ToBytes(tensor));
    }

    [Fact]
    public void ToStringArray_AfterCreateStrings_GivesTheTexts() =>
        Assert.Equal(["a", "", "zażółć"], OnnxTensor.ToStringArray(OnnxTensor.CreateStrings("t", ["a", "", "zażółć"], 3)));

    [Fact]
    public void Create_ShapeDoesNotFit_NamesBothCounts()
    {
        var exception = Assert.Throws<ArgumentException>(() => OnnxTensor.Create<float>("w", [1, 2, 3], 2, 2));

        Assert.StartsWith("Tensor 'w' of shape [2, 2] needs 4 values, but 3 were given.", exception.Message);
    }

    [Fact]
    public void ToArray_OtherType_NamesBothTypes()
    {
        var exception = Assert.Throws<InvalidDataException>(() => OnnxTensor.ToArray<float>(OnnxTensor.Create<long>("ids", [1], 1)));

        Assert.Equal("Tensor 'ids' holds INT64, not FLOAT.", exception.Message);
    }

    [Fact]
    public void ToArray_TooFewBytes_NamesBothCounts()
    {
        var tensor = OnnxTensor.Create<float>("w", [1, 2], 2);
        tensor.RawData = ByteString.CopyFrom(1, 2, 3);

        var exception = Assert.Throws<InvalidDataException>(() => OnnxTensor.ToArray<float>(tensor));

        Assert.Equal("Tensor 'w' of shape [2] needs 8 bytes, but the file holds 3.", exception.Message);
    }

    [Theory]
    [InlineData("has a negative size -1", 4L, -1L)]
    [InlineData("has more than", 4294967296L, 4294967296L)]
    [InlineData("has more than", 2147483647L, 3L)]
    public void ElementCount_ImpossibleShape_IsRefused(string message, params long[] shape)
    {
        var tensor = new TensorProto { Name = "w", DataType = (int)DataType.Float, Dims = { shape } };

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => OnnxTensor.ElementCount(tensor)).Message);
    }

    [Fact]
    public void ToBytes_LargeShapeOfWideElements_IsRefusedWithoutOverflow()
    {
        var tensor = new TensorProto { Name = "w", DataType = (int)DataType.Double, Dims = { 2_000_000_000 } };

        Assert.Throws<InvalidDataException>(() => OnnxTensor.ToBytes(tensor));
    }

    private static void AssertRoundTrip<T>(DataType type, params T[] values)
        where T : unmanaged
    {
        var tensor = OnnxTensor.Create<T>("t", values, values.Length);
        Assert.Equal((int)type, tensor.DataType);
        Assert.Equal(values, OnnxTensor.ToArray<T>(TensorProto.Parser.ParseFrom(tensor.ToByteArray())));
    }

    private static TensorProto Typed(DataType type, Action<TensorProto> fill)
    {
        var tensor = new TensorProto { DataType = (int)type, Dims = { 2 } };
        fill(tensor);
        return tensor;
    }
}
