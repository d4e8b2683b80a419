using Google.Protobuf;
using OrleansML.Learning.Onnx.Repair;
using OrleansML.Tensors;
using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.TrainingTests.Onnx;

/// <summary>A model of others with a recorded request.</summary>
internal sealed class RealModel(string name)
{
    public ModelProto Model { get; } = OnnxModelReader.ReadFile(ModelCaseReader.ModelPath(name));

    public TensorProto[] Inputs { get; } = [.. ModelCaseReader.Read(name)[0].Inputs.Select(ToProto)];

    /// <summary>The request as torch tensors.</summary>
    public IReadOnlyDictionary<string, Tensor> TorchInputs() => Inputs.ToDictionary(input => input.Name, TorchTensors.FromProto);

    /// <summary>What ONNX Runtime gives for a model, mended where it would refuse it, as tensors like those given.</summary>
    public static IReadOnlyList<Tensor> RunOnnxRuntime(ModelProto model, IReadOnlyList<TensorProto> inputs, IReadOnlyList<Tensor> like) =>
    [
        .. OnnxRuntimeRunner.Run(OnnxRepair.Repair(model.ToByteArray(), "model").Model, inputs).Zip(like, (bytes, tensor) =>
        {
            var expected = torch.empty(tensor.shape, tensor.dtype);
            expected.bytes = bytes;
            return expected;
        }),
    ];

    /// <summary>Asserts that the graph and ONNX Runtime compute the same outputs.</summary>
    public static void AssertEqualsOnnxRuntime(TorchGraph graph, ModelProto model, IReadOnlyList<TensorProto> inputs, double tolerance)
    {
        using var scope = torch.NewDisposeScope();
        using var noGradients = torch.no_grad();
        var outputs = graph.Run(inputs.ToDictionary(input => input.Name, TorchTensors.FromProto));
        Tensor[] actual = [.. graph.Outputs.Select(output => outputs[output])];
        foreach (var (expected, index) in RunOnnxRuntime(model, inputs, actual).Select((tensor, index) => (tensor, index)))
            TorchTensorAssert.Close(expected, actual[index], tolerance, tolerance, graph.Outputs[index]);
    }

    private static TensorProto ToProto(OrleansML.Tensors.Tensor tensor) => new()
    {
        Name = tensor.Name,
        DataType = (int)(tensor.Type switch
        {
            TensorType.Float32 => DataType.Float,
            TensorType.Int64 => DataType.Int64,
            var other => throw new NotSupportedException($"No request has an input of type {other}."),
        }),
        Dims = { tensor.Shape.ToArray() },
        RawData = ByteString.CopyFrom(tensor.Data.Span),
    };
}
