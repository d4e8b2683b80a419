using System.Globalization;
using System.Runtime.InteropServices;
using OrleansML.Learning.Onnx;
using Xunit;
using Xunit.Abstractions;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.LearningTests.Onnx;

public sealed class RecordedTensorTests(ITestOutputHelper output)
{
    private static readonly DataType[] RunnableTypes =
        [DataType.Float, DataType.Double, DataType.Int64, DataType.Int32, DataType.Bool, DataType.Uint8];

    [SharedDataFact]
    public void ToArray_RecordedFloats_AddUp()
    {
        var recorded = RecordedCase.Get("node-opset11/Add/test_add");
        var (left, right) = (OnnxTensor.ToArray<float>(recorded.InputTensors[0]), OnnxTensor.ToArray<float>(recorded.InputTensors[1]));

        Assert.Equal(60, left.Length);
        Assert.Equal(left.Zip(right, (a, b) => a + b), OnnxTensor.ToArray<float>(recorded.OutputTensors[0]));
    }

    [SharedDataFact]
    public void ToArray_RecordedIntegers_AreThePlacesOfTheLargest()
    {
        var recorded = RecordedCase.Get("node-opset11/ArgMax/test_argmax_no_keepdims_example");
        var rows = OnnxTensor.ToArray<float>(recorded.InputTensors[0]).Chunk((int)recorded.InputTensors[0].Dims[1]);

        // The example is a matrix whose axis is 1: one place per row.
        Assert.Equal(rows.Select(row => (long)Array.IndexOf(row, row.Max())), OnnxTensor.ToArray<long>(recorded.OutputTensors[0]));
    }

    [SharedDataFact]
    public void ToArray_RecordedBooleans_ObeyLogic()
    {
        var cases = RecordedCase.All
            .Where(recorded => recorded.Name.Contains("/And/test_and", StringComparison.Ordinal) && !recorded.Name.Contains("bcast"))
            .ToList();

        Assert.NotEmpty(cases);
        foreach (var recorded in cases)
        {
            var (left, right) = (OnnxTensor.ToArray<bool>(recorded.InputTensors[0]), OnnxTensor.ToArray<bool>(recorded.InputTensors[1]));
            Assert.Equal(left.Zip(right, (a, b) => a && b), OnnxTensor.ToArray<bool>(recorded.OutputTensors[0]));
        }
    }

    [SharedDataFact]
    public void ToStringArray_RecordedCast_ReadsBackAsTheNumbers()
    {
        var recorded = RecordedCase.All.First(recorded => recorded.Name.EndsWith("test_cast_STRING_to_FLOAT", StringComparison.Ordinal));
        var texts = OnnxTensor.ToStringArray(recorded.InputTensors[0]);

        Assert.Equal(12, texts.Length);
        Assert.Equal(texts.Select(Parse), OnnxTensor.ToArray<float>(recorded.OutputTensors[0]));
    }

    [SharedDataFact]
    public void ToBytes_EveryRecordedTensor_FillsItsShape()
    {
        var types = new SortedSet<DataType>();
        foreach (var recorded in RecordedCase.All)
        {
            var values = OnnxModelReader.Read(recorded.Model, recorded.Name).Graph;
            var tensors = recorded.InputTensors.Zip(values.Input).Concat(recorded.OutputTensors.Zip(values.Output));
            foreach (var (tensor, declaration) in tensors.Where(pair => pair.Second.Type.ValueCase == TypeProto.ValueOneofCase.TensorType))
            {
                Assert.Equal(declaration.Type.TensorType.ElemType, tensor.DataType);
                types.Add((DataType)tensor.DataType);
                if (tensor.DataType == (int)DataType.String)
                    Assert.Equal(OnnxTensor.ElementCount(tensor), OnnxTensor.ToStringArray(tensor).Length);
                else
                    OnnxTensor.ToBytes(tensor);
            }
        }

        output.WriteLine(string.Join(", ", types));
        Assert.Superset(
            new HashSet<DataType> { DataType.Float, DataType.Int64, DataType.String, DataType.Bool, DataType.Float16 }, types.ToHashSet());
    }

    [SharedDataFact]
    public void ToArray_RecordedCases_RunInOnnxRuntimeAndMatchTheRecordedOutputs()
    {
        var ran = 0;
        foreach (var recorded in RecordedCase.All.Where(recorded => recorded.Name.StartsWith("node-opset11/", StringComparison.Ordinal)))
        {
            var expected = recorded.OutputTensors;
            // Random masks cannot be compared value by value.
            if (recorded.Name.Contains("dropout", StringComparison.Ordinal))
                continue;
            if (recorded.InputTensors.Concat(expected).Any(tensor => !RunnableTypes.Contains((DataType)tensor.DataType)))
                continue;

            var actual = OnnxRuntimeRunner.Run(recorded.Model, recorded.InputTensors);
            for (var i = 0; i < expected.Count; i++)
                AssertClose(recorded.Name, expected[i], actual[i]);
            ran++;
        }

        output.WriteLine($"{ran} cases");
        Assert.InRange(ran, 100, 151);
    }

    private static float Parse(string text) => text switch
    {
        "+INF" or "INF" => float.PositiveInfinity,
        "-INF" => float.NegativeInfinity,
        _ => float.Parse(text, CultureInfo.InvariantCulture),
    };

    private static void AssertClose(string name, TensorProto expected, byte[] actual)
    {
        if (expected.DataType != (int)DataType.Float)
        {
            Assert.Equal(OnnxTensor.ToBytes(expected), actual);
            return;
        }

        // The tolerance of the ONNX project's own runner.
        foreach (var (wanted, given) in OnnxTensor.ToArray<float>(expected).Zip(MemoryMarshal.Cast<byte, float>(actual).ToArray()))
        {
            var isClose = wanted.Equals(given) || Math.Abs(wanted - given) <= 1e-7 + 1e-3 * Math.Abs(wanted);
            Assert.True(isClose, $"{name}: {given} instead of {wanted}");
        }
    }
}
