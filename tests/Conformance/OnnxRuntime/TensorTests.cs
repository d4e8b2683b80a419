using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Conformance.OnnxRuntime.Models;

namespace OrleansML.Conformance.OnnxRuntime;

public sealed unsafe class TensorTests
{
    public static TheoryData<TensorElementType, int, Type> ElementTypes => new()
    {
        { TensorElementType.Float, 4, typeof(float) },
        { TensorElementType.Double, 8, typeof(double) },
        { TensorElementType.Float16, 2, typeof(Float16) },
        { TensorElementType.BFloat16, 2, typeof(BFloat16) },
        { TensorElementType.Int8, 1, typeof(sbyte) },
        { TensorElementType.Int16, 2, typeof(short) },
        { TensorElementType.Int32, 4, typeof(int) },
        { TensorElementType.Int64, 8, typeof(long) },
        { TensorElementType.UInt8, 1, typeof(byte) },
        { TensorElementType.UInt16, 2, typeof(ushort) },
        { TensorElementType.UInt32, 4, typeof(uint) },
        { TensorElementType.UInt64, 8, typeof(ulong) },
        { TensorElementType.Bool, 1, typeof(bool) },
    };

    [Theory]
    [MemberData(nameof(ElementTypes))]
    public void Run_EveryElementType_ReturnsBytesAndTypesUnchanged(TensorElementType elementType, int size, Type type)
    {
        using var session = Engine.Load(TinyModels.Identity(elementType));
        using var options = new RunOptions();
        var data = new byte[size * 5];
        for (var index = 0; index < data.Length; index++)
            data[index] = elementType == TensorElementType.Bool ? (byte)(index % 2) : (byte)(index * 37);

        fixed (byte* pointer = data)
        {
            using var input = OrtValue.CreateTensorValueWithData(
                OrtMemoryInfo.DefaultInstance, elementType, [5], (nint)pointer, data.Length);
            using var outputs = session.Run(options, ["x"], [input], ["y"]);

            Assert.Equal(data, outputs[0].GetTensorDataAsSpan<byte>().ToArray());
            Assert.Equal(data.Length, outputs[0].GetTensorSizeInBytes());
            var info = outputs[0].GetTensorTypeAndShape();
            Assert.Equal(elementType, info.ElementDataType);
            Assert.Equal([5L], info.Shape);
            Assert.Equal(5, info.ElementCount);
            Assert.Equal(type, session.InputMetadata["x"].ElementType);
            Assert.Equal(elementType, session.OutputMetadata["y"].ElementDataType);
        }
    }

    [Fact]
    public void CreateTensorValueFromMemory_EveryType_IsReadBackAsThatType()
    {
        RoundTrip([1.5f, float.NaN, float.NegativeInfinity], TensorElementType.Float);
        RoundTrip([1.5, double.Epsilon, double.MaxValue], TensorElementType.Double);
        RoundTrip([(Float16)1.5f, Float16.NaN, Float16.MinValue], TensorElementType.Float16);
        RoundTrip([(BFloat16)1.5f, BFloat16.NaN, BFloat16.MaxValue], TensorElementType.BFloat16);
        RoundTrip<sbyte>([1, sbyte.MinValue, sbyte.MaxValue], TensorElementType.Int8);
        RoundTrip<short>([1, short.MinValue, short.MaxValue], TensorElementType.Int16);
        RoundTrip<int>([1, int.MinValue, int.MaxValue], TensorElementType.Int32);
        RoundTrip<long>([1, long.MinValue, long.MaxValue], TensorElementType.Int64);
        RoundTrip<byte>([1, 0, byte.MaxValue], TensorElementType.UInt8);
        RoundTrip<ushort>([1, 0, ushort.MaxValue], TensorElementType.UInt16);
        RoundTrip<uint>([1, 0, uint.MaxValue], TensorElementType.UInt32);
        RoundTrip<ulong>([1, 0, ulong.MaxValue], TensorElementType.UInt64);
        RoundTrip<bool>([true, false, true], TensorElementType.Bool);
    }

    [Fact]
    public void Run_InputMemoryChangedBetweenRuns_SeesTheChange()
    {
        using var session = Engine.Load(TinyModels.Add());
        using var options = new RunOptions();
        float[] a = [1, 2, 3];
        using var input = Engine.Tensor(a, 1, 3);
        using var other = Engine.Tensor([10f, 20f, 30f], 1, 3);
        a[0] = 5;

        using var outputs = session.Run(options, ["a", "b"], [input, other], ["sum"]);

        Assert.Equal([15f, 22f, 33f], outputs[0].GetTensorDataAsSpan<float>().ToArray());
    }

    [Fact]
    public void Run_IntoProvidedOutput_WritesIntoItsManagedMemory()
    {
        using var session = Engine.Load(TinyModels.Add());
        using var options = new RunOptions();
        var result = new float[8];
        using var a = Engine.Tensor([1f, 2f, 3f, 4f, 5f, 6f], 2, 3);
        using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, result.AsMemory(1, 6), [2, 3]);

        session.Run(options, ["b", "a"], [a, a], ["sum"], [output]);

        Assert.Equal([0f, 2f, 4f, 6f, 8f, 10f, 12f, 0f], result);
    }

    [Fact]
    public void Run_InputsByDictionary_ReturnsOutputs()
    {
        using var session = Engine.Load(TinyModels.Add());
        using var options = new RunOptions();
        using var a = Engine.Tensor([1f, 2f, 3f], 1, 3);
        using var b = Engine.Tensor([4f, 5f, 6f], 1, 3);

        using var outputs = session.Run(options, new Dictionary<string, OrtValue> { ["b"] = b, ["a"] = a }, session.OutputNames);

        Assert.Equal([5f, 7f, 9f], outputs.Single().GetTensorDataAsSpan<float>().ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    public void Run_ManyInputs_KeepsTheirOrder(int count)
    {
        using var session = Engine.Load(TinyModels.ManyIdentities(count));
        using var options = new RunOptions();
        var inputs = Enumerable.Range(0, count).Select(index => Engine.Tensor([(float)index], 1)).ToArray();

        using var outputs = session.Run(
            options, new HashSet<string>(session.InputNames), inputs, session.OutputNames.Reverse().ToArray());

        Assert.Equal(
            Enumerable.Range(0, count).Reverse().Select(index => (float)index),
            outputs.Select(output => output.GetTensorDataAsSpan<float>()[0]));
        foreach (var input in inputs)
            input.Dispose();
    }

    [Fact]
    public void Run_ScalarAndEmptyTensor_KeepShapes()
    {
        using var options = new RunOptions();
        using var scalars = Engine.Load(TinyModels.ScalarIdentity());
        using var scalar = Engine.Tensor([7f]);
        using var scalarOut = scalars.Run(options, ["x"], [scalar], ["y"]);
        Assert.Equal(0, scalarOut[0].GetTensorTypeAndShape().DimensionsCount);
        Assert.Equal(1, scalarOut[0].GetTensorTypeAndShape().ElementCount);
        Assert.Equal(7f, scalarOut[0].GetTensorDataAsSpan<float>()[0]);

        using var vectors = Engine.Load(TinyModels.Identity(TensorElementType.Float));
        using var empty = Engine.Tensor(Array.Empty<float>(), 0);
        using var emptyOut = vectors.Run(options, ["x"], [empty], ["y"]);
        Assert.Equal([0L], emptyOut[0].GetTensorTypeAndShape().Shape);
        Assert.Equal(0, emptyOut[0].GetTensorDataAsSpan<float>().Length);
    }

    [Fact]
    public void Run_OverridableInitializer_IsReplacedByAnInput()
    {
        using var session = Engine.Load(TinyModels.OverridableOffset());
        using var options = new RunOptions();
        using var x = Engine.Tensor([1f], 1);
        using var offset = Engine.Tensor([100f], 1);

        using var byDefault = session.Run(options, ["x"], [x], ["y"]);
        using var replaced = session.Run(options, ["x", "offset"], [x, offset], ["y"]);

        Assert.Equal(["offset"], session.OverridableInitializerMetadata.Keys);
        Assert.Equal(["x"], session.InputNames);
        Assert.Equal(6f, byDefault[0].GetTensorDataAsSpan<float>()[0]);
        Assert.Equal(101f, replaced[0].GetTensorDataAsSpan<float>()[0]);
    }

    [Theory]
    [InlineData(true, 1f)]
    [InlineData(false, 2f)]
    public void Run_ControlFlow_TakesTheBranch(bool condition, float expected)
    {
        using var session = Engine.Load(TinyModels.Choice());
        using var options = new RunOptions();
        using var conditionValue = Engine.Tensor([condition]);
        using var a = Engine.Tensor([1f], 1);
        using var b = Engine.Tensor([2f], 1);

        using var outputs = session.Run(options, ["condition", "a", "b"], [conditionValue, a, b], ["chosen"]);

        Assert.Equal(expected, outputs[0].GetTensorDataAsSpan<float>()[0]);
    }

    [Fact]
    public void CreateAllocatedTensorValue_FilledInPlace_IsSeenByTheRun()
    {
        using var session = Engine.Load(TinyModels.Identity(TensorElementType.Int32));
        using var options = new RunOptions();
        using var input = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, TensorElementType.Int32, [3]);
        input.GetTensorMutableDataAsSpan<int>()[0] = 11;
        MemoryMarshal.Cast<byte, int>(input.GetTensorMutableRawData())[1] = 22;
        input.GetTensorMutableDataAsSpan<int>()[2] = 33;

        using var outputs = session.Run(options, ["x"], [input], ["y"]);

        Assert.Equal([11, 22, 33], outputs[0].GetTensorDataAsSpan<int>().ToArray());
        Assert.Equal("Cpu", input.GetTensorMemoryInfo().Name);
    }

    [Fact]
    public void CreateTensorValueFromMemory_MoreMemoryThanNeeded_UsesTheShape()
    {
        using var value = Engine.Tensor(new float[8], 1, 5);

        Assert.Equal(5, value.GetTensorDataAsSpan<float>().Length);
        Assert.Equal(20, value.GetTensorSizeInBytes());
        Assert.Equal(20, value.GetTensorMutableRawData().Length);
        Assert.Equal(OnnxValueType.ONNX_TYPE_TENSOR, value.OnnxType);
        Assert.True(value.IsTensor);
        Assert.False(value.IsSparseTensor);
        Assert.Equal([1L, 5L], value.GetTypeInfo().TensorTypeAndShapeInfo.Shape);
    }

    private static void RoundTrip<T>(T[] data, TensorElementType elementType)
        where T : unmanaged
    {
        using var session = Engine.Load(TinyModels.Identity(elementType));
        using var options = new RunOptions();
        using var input = Engine.Tensor(data, data.Length);
        using var outputs = session.Run(options, ["x"], [input], ["y"]);
        Assert.Equal(elementType, input.GetTensorTypeAndShape().ElementDataType);
        Assert.Equal(data, outputs[0].GetTensorDataAsSpan<T>().ToArray());
    }
}
