using Microsoft.ML.OnnxRuntime;
using OrleansML.Learning.Onnx.Repair;
using OrleansML.Tensors;
using OrleansML.Testing;
using TensorElementType = Microsoft.ML.OnnxRuntime.Tensors.TensorElementType;

namespace OrleansML.ClusterTests.Models;

/// <summary>ONNX Runtime called directly, one request at a time and with nothing of the serving path in between.</summary>
internal sealed class RealModelsRuntime : IDisposable
{
    private readonly InferenceSession _session;

    /// <summary>Loads a model file.</summary>
    public RealModelsRuntime(byte[] model) => _session = new InferenceSession(model);

    /// <summary>Loads a model of others, repaired where ONNX Runtime would refuse it.</summary>
    public static RealModelsRuntime Of(string model) =>
        new(OnnxRepair.Repair(File.ReadAllBytes(ModelCaseReader.ModelPath(model)), model).Model);

    public void Dispose() => _session.Dispose();

    public List<Tensor> Run(Tensor[] inputs)
    {
        var values = _session.InputNames.Select(name => ToValue(inputs.Single(input => input.Name == name))).ToList();
        try
        {
            using var options = new RunOptions();
            using var results = _session.Run(options, _session.InputNames, values, _session.OutputNames);
            return [.. _session.OutputNames.Zip(results).SelectMany(pair => Read(pair.First, pair.Second))];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    private static OrtValue ToValue(Tensor tensor)
    {
        if (tensor.Type == TensorType.String)
        {
            var texts = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, tensor.Shape);
            var index = 0;
            foreach (var text in tensor.ToStrings())
                texts.StringTensorSetElementAt(text.AsSpan(), index++);
            return texts;
        }

        var value = OrtValue.CreateAllocatedTensorValue(OrtAllocator.DefaultInstance, ElementTypeOf(tensor.Type), tensor.Shape);
        tensor.Data.Span.CopyTo(value.GetTensorMutableRawData());
        return value;
    }

    // A sequence of maps, one per row, is what ZipMap gives: the rows of values, and the labels that all rows share.
    private static IEnumerable<Tensor> Read(string name, OrtValue value)
    {
        if (value.OnnxType == OnnxValueType.ONNX_TYPE_TENSOR)
            return [ReadTensor(name, value)];

        var rows = new List<float>();
        var labels = Array.Empty<long>();
        for (var row = 0; row < value.GetValueCount(); row++)
        {
            using var map = value.GetValue(row, OrtAllocator.DefaultInstance);
            using var keys = map.GetValue(0, OrtAllocator.DefaultInstance);
            using var values = map.GetValue(1, OrtAllocator.DefaultInstance);
            labels = keys.GetTensorDataAsSpan<long>().ToArray();
            rows.AddRange(values.GetTensorDataAsSpan<float>());
        }

        return [Tensor.Create(name, rows.ToArray(), value.GetValueCount(), labels.Length), Tensor.Create($"{name}.keys", labels)];
    }

    private static Tensor ReadTensor(string name, OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        if (info.ElementDataType == TensorElementType.String)
            return Tensor.Create(name, value.GetStringTensorAsArray(), info.Shape);

        var type = Enum.GetValues<TensorType>().Single(type => type != TensorType.String && ElementTypeOf(type) == info.ElementDataType);
        return new Tensor(name, type, info.Shape, value.GetTensorMutableRawData().ToArray());
    }

    private static TensorElementType ElementTypeOf(TensorType type) => type switch
    {
        TensorType.Float32 => TensorElementType.Float,
        TensorType.Float64 => TensorElementType.Double,
        _ => Enum.Parse<TensorElementType>(type.ToString()),
    };
}
