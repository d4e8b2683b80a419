namespace OrleansML.Conformance.OnnxRuntime.Recorded;

/// <summary>One case of the ONNX backend tests: a model and what it was recorded to make of its inputs.</summary>
internal sealed record NodeCase(string Name, byte[] Model, IReadOnlyList<NodeCase.DataSet> DataSets)
{
    /// <summary>Serialized TensorProto, SequenceProto or OptionalProto messages, in the order of the model's inputs and outputs.</summary>
    internal sealed record DataSet(IReadOnlyList<byte[]> Inputs, IReadOnlyList<byte[]> Outputs);
}
