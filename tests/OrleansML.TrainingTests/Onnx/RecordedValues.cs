using Google.Protobuf;
using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>Recorded inputs and outputs of a graph as lists of tensors: of one for a tensor, of any number for a sequence.</summary>
internal static class RecordedValues
{
    // SequenceProto of onnx-data.proto: its tensors are field 3.
    private const uint TensorValues = (3 << 3) | (uint)WireFormat.WireType.LengthDelimited;

    /// <summary>The tensors of a recorded file.</summary>
    public static IReadOnlyList<TensorProto> Read(ValueInfoProto declared, byte[] file) =>
        declared.Type.SequenceType is null ? [TensorProto.Parser.ParseFrom(file)] : [.. ReadSequence(file)];

    /// <summary>Runs a graph on recorded inputs.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<Tensor>> Run(
        TorchGraph graph, IReadOnlyDictionary<string, IReadOnlyList<Tensor>> inputs, ModelProto model, bool training)
    {
        if (model.Graph.Input.Any(input => input.Type.SequenceType is not null))
            return graph.RunSequences(inputs, training);

        return graph.Run(inputs.ToDictionary(input => input.Key, input => input.Value.Single()), training)
            .ToDictionary(output => output.Key, IReadOnlyList<Tensor> (output) => [output.Value]);
    }

    /// <summary>Asserts that tensors are those recorded: within a tolerance, or exactly where torch lacks the element type.</summary>
    public static void AssertClose(
        IReadOnlyList<TensorProto> expected, IReadOnlyList<Tensor> actual, double relative, double absolute, string what)
    {
        Assert.Equal(expected.Count, actual.Count);
        foreach (var (recorded, tensor) in expected.Zip(actual))
        {
            TorchTensorAssert.Close(TorchTensors.FromProto(recorded), tensor, relative, absolute, what);
            if (CarriedTypes.Of(recorded.DataType) is not { } type)
                continue;

            var written = TorchTensors.ToProto(recorded.Name, tensor, type);
            Assert.Equal(recorded, written);
        }
    }

    private static IEnumerable<TensorProto> ReadSequence(byte[] file)
    {
        var stream = new CodedInputStream(file);
        while (stream.ReadTag() is not 0 and var tag)
        {
            if (tag == TensorValues)
                yield return TensorProto.Parser.ParseFrom(stream.ReadBytes());
            else
                stream.SkipLastField();
        }
    }
}
