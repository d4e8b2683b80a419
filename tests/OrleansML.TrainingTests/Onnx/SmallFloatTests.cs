using System.Runtime.InteropServices;
using Google.Protobuf;
using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>Floats of 8 and 4 bits beside the tables of the ONNX documentation, and beside ONNX Runtime.</summary>
public class SmallFloatTests
{
    private const double Infinity = double.PositiveInfinity;

    // The largest and the smallest positive value, 1, and what is special; sign in the highest bit.
    [Theory]
    [InlineData(DataType.Float8E4M3Fn, 0x7E, 448)]
    [InlineData(DataType.Float8E4M3Fn, 0x01, 0.001953125)]
    [InlineData(DataType.Float8E4M3Fn, 0x38, 1)]
    [InlineData(DataType.Float8E4M3Fn, 0xFE, -448)]
    [InlineData(DataType.Float8E4M3Fn, 0x7F, double.NaN)]
    [InlineData(DataType.Float8E4M3Fn, 0xFF, double.NaN)]
    [InlineData(DataType.Float8E4M3Fnuz, 0x7F, 240)]
    [InlineData(DataType.Float8E4M3Fnuz, 0x01, 0.0009765625)]
    [InlineData(DataType.Float8E4M3Fnuz, 0x40, 1)]
    [InlineData(DataType.Float8E4M3Fnuz, 0x80, double.NaN)]
    [InlineData(DataType.Float8E4M3Fnuz, 0xFF, -240)]
    [InlineData(DataType.Float8E5M2, 0x7B, 57344)]
    [InlineData(DataType.Float8E5M2, 0x01, 0.0000152587890625)]
    [InlineData(DataType.Float8E5M2, 0x3C, 1)]
    [InlineData(DataType.Float8E5M2, 0x7C, Infinity)]
    [InlineData(DataType.Float8E5M2, 0xFC, -Infinity)]
    [InlineData(DataType.Float8E5M2, 0x7D, double.NaN)]
    [InlineData(DataType.Float8E5M2Fnuz, 0x7F, 57344)]
    [InlineData(DataType.Float8E5M2Fnuz, 0x01, 0.00000762939453125)]
    [InlineData(DataType.Float8E5M2Fnuz, 0x40, 1)]
    [InlineData(DataType.Float8E5M2Fnuz, 0x80, double.NaN)]
    public void Values_Pattern_IsTheDocumentedNumber(DataType type, int pattern, double expected) =>
        Assert.Equal((float)expected, SmallFloat.Of(type)!.Values[pattern]);

    [Fact]
    public void Values_FourBits_AreTheDocumentedTable() => Assert.Equal(
        [0, 0.5f, 1, 1.5f, 2, 3, 4, 6, -0f, -0.5f, -1, -1.5f, -2, -3, -4, -6], SmallFloat.Of(DataType.Float4E2M1)!.Values);

    // Ties by hand: 1.0625 lies between 1 and 1.125, whose patterns are 0x38 and 0x39; 464 between 448 and where 480 would be.
    [Theory]
    [InlineData(DataType.Float8E4M3Fn, 1.0625, true, 0x38)]
    [InlineData(DataType.Float8E4M3Fn, 1.0626, true, 0x39)]
    [InlineData(DataType.Float8E4M3Fn, 1.1875, true, 0x3A)]
    [InlineData(DataType.Float8E4M3Fn, 0.0009765625, true, 0x00)]
    [InlineData(DataType.Float8E4M3Fn, -0.0009765625, true, 0x80)]
    [InlineData(DataType.Float8E4M3Fn, 0.0029296875, true, 0x02)]
    [InlineData(DataType.Float8E4M3Fn, 464, false, 0x7E)]
    [InlineData(DataType.Float8E4M3Fn, 464.5, true, 0x7E)]
    [InlineData(DataType.Float8E4M3Fn, 464.5, false, 0x7F)]
    [InlineData(DataType.Float8E4M3Fn, 480, false, 0x7F)]
    [InlineData(DataType.Float8E4M3Fn, -511, false, 0xFF)]
    [InlineData(DataType.Float8E4M3Fn, -Infinity, true, 0xFE)]
    [InlineData(DataType.Float8E4M3Fn, -Infinity, false, 0xFF)]
    [InlineData(DataType.Float8E4M3Fn, -0.0, true, 0x80)]
    [InlineData(DataType.Float8E4M3Fnuz, -0.0, true, 0x00)]
    [InlineData(DataType.Float8E4M3Fnuz, -0.0004, true, 0x00)]
    [InlineData(DataType.Float8E4M3Fnuz, 247.9, false, 0x7F)]
    [InlineData(DataType.Float8E4M3Fnuz, 248, false, 0x80)]
    [InlineData(DataType.Float8E4M3Fnuz, 248, true, 0x7F)]
    [InlineData(DataType.Float8E4M3Fnuz, -Infinity, true, 0xFF)]
    [InlineData(DataType.Float8E4M3Fnuz, -Infinity, false, 0x80)]
    [InlineData(DataType.Float8E4M3Fnuz, double.NaN, true, 0x80)]
    [InlineData(DataType.Float8E5M2, 61439, false, 0x7B)]
    [InlineData(DataType.Float8E5M2, 61440, false, 0x7C)]
    [InlineData(DataType.Float8E5M2, -61440, false, 0xFC)]
    [InlineData(DataType.Float8E5M2, 61440, true, 0x7B)]
    [InlineData(DataType.Float8E5M2, 65504, false, 0x7C)]
    [InlineData(DataType.Float8E5M2, Infinity, false, 0x7C)]
    [InlineData(DataType.Float8E5M2, Infinity, true, 0x7B)]
    [InlineData(DataType.Float8E5M2Fnuz, 61440, false, 0x80)]
    [InlineData(DataType.Float8E5M2Fnuz, -61440, true, 0xFF)]
    [InlineData(DataType.Float4E2M1, 0.25, true, 0x0)]
    [InlineData(DataType.Float4E2M1, 0.75, true, 0x2)]
    [InlineData(DataType.Float4E2M1, 1.25, true, 0x2)]
    [InlineData(DataType.Float4E2M1, 1.75, true, 0x4)]
    [InlineData(DataType.Float4E2M1, 2.5, true, 0x4)]
    [InlineData(DataType.Float4E2M1, 3.5, true, 0x6)]
    [InlineData(DataType.Float4E2M1, 5, true, 0x6)]
    [InlineData(DataType.Float4E2M1, 5.01, true, 0x7)]
    [InlineData(DataType.Float4E2M1, 100, false, 0x7)]
    [InlineData(DataType.Float4E2M1, -Infinity, true, 0xF)]
    [InlineData(DataType.Float4E2M1, -0.2, true, 0x8)]
    public void Encode_Number_RoundsToTheNearestOrEven(DataType type, double number, bool saturates, int expected) =>
        Assert.Equal(expected, SmallFloat.Of(type)!.Encode(number, saturates));

    // The table of the operator Cast; 127 stands for 1.
    [Theory]
    [InlineData(0, true, "up", 0x00)]
    [InlineData(0, false, "nearest", 0xFF)]
    [InlineData(double.NaN, true, "up", 0xFF)]
    [InlineData(Infinity, true, "up", 0xFE)]
    [InlineData(Infinity, false, "nearest", 0xFF)]
    [InlineData(3.5e38, true, "up", 0xFE)]
    [InlineData(3.5e38, false, "nearest", 0xFF)]
    [InlineData(1e-39, true, "up", 0x00)]
    [InlineData(1e-39, false, "nearest", 0xFF)]
    [InlineData(-1, true, "up", 0xFF)]
    [InlineData(1, true, "up", 0x7F)]
    [InlineData(1.01, true, "up", 0x80)]
    [InlineData(1.99, true, "down", 0x7F)]
    [InlineData(1.49, true, "nearest", 0x7F)]
    [InlineData(1.5, true, "nearest", 0x80)]
    [InlineData(0.124, true, "up", 0x7C)]
    [InlineData(0.124, true, "down", 0x7B)]
    public void Encode_Scale_IsThePowerOfTwo(double number, bool saturates, string roundMode, int expected) =>
        Assert.Equal(expected, ScaleFloat.Encode(number, saturates, roundMode));

    [Fact]
    public void Values_Scale_ArePowersOfTwoAndNaN()
    {
        Assert.Equal(5.877471754111438e-39f, ScaleFloat.Values[0]);
        Assert.Equal(1f, ScaleFloat.Values[127]);
        Assert.Equal(1.7014118346046923e38f, ScaleFloat.Values[254]);
        Assert.Equal(float.NaN, ScaleFloat.Values[255]);
    }

    // All 65,536 numbers of 16 bits hold every value of 8 bits, every tie, and what is out of range; there and back. Without saturation
    // ONNX Runtime departs from ONNX's table just above the largest value (480 becomes 448, 62,000 NaN), which is tested above.
    [Theory]
    [InlineData(DataType.Float8E4M3Fn, true, double.NaN)]
    [InlineData(DataType.Float8E4M3Fn, false, 448)]
    [InlineData(DataType.Float8E4M3Fnuz, true, double.NaN)]
    [InlineData(DataType.Float8E4M3Fnuz, false, double.NaN)]
    [InlineData(DataType.Float8E5M2, true, double.NaN)]
    [InlineData(DataType.Float8E5M2, false, 57344)]
    [InlineData(DataType.Float8E5M2Fnuz, true, double.NaN)]
    [InlineData(DataType.Float8E5M2Fnuz, false, double.NaN)]
    public void Cast_AllHalfPrecisionNumbers_EqualsOnnxRuntime(DataType type, bool saturates, double largest)
    {
        using var scope = torch.NewDisposeScope();
        float[] numbers = [.. Enumerable.Range(0, 65536).Select(bits => (float)BitConverter.UInt16BitsToHalf((ushort)bits))];
        var model = new OnnxGraphBuilder("there and back", 19).Input("x", DataType.Float, "N")
            .Node("Cast", ["x"], ["small"], OnnxAttribute.ElementType("to", type), OnnxAttribute.Integer("saturate", saturates ? 1 : 0))
            .Node("Cast", ["small"], ["y"], OnnxAttribute.ElementType("to", DataType.Float))
            .Output("y", DataType.Float, "N").Build();
        using var graph = TorchGraph.Load(model, TorchGraphOptions.Inference);
        var input = OnnxTensor.Create<float>("x", numbers, numbers.Length);

        var actual = graph.Run(new Dictionary<string, Tensor> { ["x"] = TorchTensors.FromProto(input) })["y"].data<float>().ToArray();

        var expected = MemoryMarshal.Cast<byte, float>(OnnxRuntimeRunner.Run(model.ToByteArray(), [input]).Single()).ToArray();
        var wrong = Enumerable.Range(0, numbers.Length)
            .Where(index => !(Math.Abs(numbers[index]) > largest))
            .Where(index => !actual[index].Equals(expected[index]) || (actual[index] == 0 && 1 / actual[index] != 1 / expected[index]))
            .Select(index => $"{numbers[index]:R} is {actual[index]:R}, not {expected[index]:R}").ToList();
        Assert.True(wrong.Count == 0, $"{wrong.Count} differ: {string.Join("; ", wrong.Take(20))}");
    }
}
