using System.Runtime.InteropServices;
using Google.Protobuf;
using Microsoft.ML.OnnxRuntime;
using OrleansML.Learning.Onnx;
using OrleansML.Learning.Onnx.Repair;
using Xunit;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.LearningTests.Onnx.Repair;

public sealed class NarrowIntegerRuleTests
{
    // Worked out by hand: -3 * 7 + 100 * 5 = 479, and 479 - 2 * 256 = -33; the others alike, in their own widths.
    [Fact]
    public void Repair_MatMulOfInt8_WrapsLikeInt8() => Assert.Equal([(sbyte)-33], Multiply<sbyte>([-3, 100], [7, 5]));

    [Fact]
    public void Repair_MatMulOfUInt8_WrapsLikeUInt8() => Assert.Equal([(byte)156], Multiply<byte>([200, 250], [2, 254]));

    [Fact]
    public void Repair_MatMulOfInt16_WrapsLikeInt16() => Assert.Equal([(short)-25536], Multiply<short>([200, -5], [200, 0]));

    [Fact]
    public void Repair_MatMulOfUInt16_WrapsLikeUInt16() => Assert.Equal([(ushort)1], Multiply<ushort>([65535, 0], [65535, 7]));

    [Fact]
    public void Repair_LongMatMulOfTheLargestNumbers_LosesNoBit()
    {
        // 1,000 products of 32767 squared need 40 bits: 1000 * (2^15 - 1)^2 leaves 1000 modulo 2^16.
        var largest = Enumerable.Repeat(short.MaxValue, 1000).ToArray();

        Assert.Equal([(short)1000], Multiply(largest, largest));
    }

    [Theory]
    [InlineData("Add", 100, 30, 130 - 256)]
    [InlineData("Sub", -100, 100, -200 + 256)]
    [InlineData("Mul", 92, 2, 184 - 256)]
    public void Repair_ArithmeticOfInt8_WrapsLikeInt8(string operation, int left, int right, int expected)
    {
        var model = Binary<sbyte>(operation, 13, [1, 1], [1, 1]).Build();

        Assert.Single(OnnxRepair.Repair(model));
        Assert.Equal([(sbyte)expected], Run<sbyte>(model, [(sbyte)left], [1, 1], [(sbyte)right], [1, 1]));
    }

    [Fact]
    public void Repair_ValueUsedTwice_IsCastOnce()
    {
        var model = new OnnxGraphBuilder("g", 13)
            .Input("left", DataType.Int8, 1, 1)
            .Node("MatMul", ["left", "left"], ["square"])
            .Node("MatMul", ["square", "left"], ["cube"])
            .Output("cube", DataType.Int8, 1, 1)
            .Build();

        var repairs = OnnxRepair.Repair(model);

        Assert.Equal(
            "2 MatMul nodes, 'MatMul_0' first: inputs of INT8 are cast to INT32 and the result back to INT8, because there is no MatMul of INT8; "
            + "the numbers stay the same",
            Assert.Single(repairs));
        Assert.Equal(["Cast", "MatMul", "Cast", "Cast", "MatMul", "Cast"], model.Graph.Node.Select(node => node.OpType));
        Assert.Equal([(sbyte)27], RunUnary(model, (sbyte)3));
    }

    [Fact]
    public void Repair_NameThatTheGraphUses_IsNotTaken()
    {
        var model = new OnnxGraphBuilder("g", 13)
            .Input("left", DataType.Int8, 1, 1)
            .Node("Identity", ["left"], ["left/as_INT32"])
            .Node("MatMul", ["left", "left/as_INT32"], ["square"])
            .Output("square", DataType.Int8, 1, 1)
            .Build();

        Assert.Single(OnnxRepair.Repair(model));

        var names = model.Graph.Node.SelectMany(node => node.Output).ToArray();
        Assert.Equal(names.Distinct(), names);
        Assert.Equal([(sbyte)16], RunUnary(model, (sbyte)4));
    }

    [Theory]
    [InlineData("MatMul", 13, DataType.Float)]
    [InlineData("MatMul", 13, DataType.Int32)]
    [InlineData("MatMul", 8, DataType.Int8)]
    [InlineData("Add", 14, DataType.Int8)]
    [InlineData("Div", 13, DataType.Int8)]
    [InlineData("Max", 12, DataType.Int8)]
    public void Repair_NoDefectOrNoExactForm_ChangesNothing(string operation, long version, DataType type)
    {
        var model = new OnnxGraphBuilder("g", version)
            .Input("left", type, 1, 1)
            .Node(operation, ["left", "left"], ["result"])
            .Output("result", type, 1, 1)
            .Build();
        var before = model.ToByteArray();

        Assert.Empty(OnnxRepair.Repair(model));
        Assert.Equal(before, model.ToByteArray());
    }

    private static OnnxGraphBuilder Binary<T>(string operation, long version, long[] left, long[] right)
        where T : unmanaged => new OnnxGraphBuilder("g", version)
        .Input("left", OnnxElementTypes.Of<T>(), [.. left.Select(size => (OnnxDimension)size)])
        .Input("right", OnnxElementTypes.Of<T>(), [.. right.Select(size => (OnnxDimension)size)])
        .Node(operation, ["left", "right"], ["result"])
        .Output("result", OnnxElementTypes.Of<T>(), "rows", "columns");

    private static T[] Multiply<T>(T[] left, T[] right)
        where T : unmanaged
    {
        long[] row = [1, left.Length];
        long[] column = [right.Length, 1];
        var model = Binary<T>("MatMul", 13, row, column).Build();

        Assert.Single(OnnxRepair.Repair(model));
        return Run(model, left, row, right, column);
    }

    private static T[] Run<T>(ModelProto model, T[] left, long[] leftShape, T[] right, long[] rightShape)
        where T : unmanaged
    {
        var bytes = OnnxRuntimeRunner.Run(
            model.ToByteArray(), [OnnxTensor.Create<T>("left", left, leftShape), OnnxTensor.Create<T>("right", right, rightShape)]);
        return MemoryMarshal.Cast<byte, T>(bytes[0]).ToArray();
    }

    private static sbyte[] RunUnary(ModelProto model, sbyte value)
    {
        using var session = new InferenceSession(model.ToByteArray());
        using var input = OrtValue.CreateTensorValueFromMemory([value], [1, 1]);
        using var options = new RunOptions();
        using var results = session.Run(options, session.InputNames, [input], session.OutputNames);
        return results[0].GetTensorDataAsSpan<sbyte>().ToArray();
    }
}
