using Microsoft.ML.OnnxRuntime;
using OrleansML.Learning.Onnx;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Testing;

/// <summary>Runs models in ONNX Runtime, the independent judge of what this repository writes, reads and computes.</summary>
public static class OnnxRuntimeRunner
{
    /// <summary>Runs a model with one float input and one float output.</summary>
    public static float[] Run(byte[] model, float[] values, params long[] shape)
    {
        using var session = new InferenceSession(model);
        using var input = OrtValue.CreateTensorValueFromMemory(values, shape);
        using var options = new RunOptions();
        using var results = session.Run(options, session.InputNames, [input], session.OutputNames);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Runs a model on tensors in the order of its inputs; gives each output's bytes, or texts joined by line feeds.</summary>
    public static List<byte[]> Run(byte[] model, IReadOnlyList<TensorProto> inputs)
    {
        using var session = new InferenceSession(model);
        var values = inputs.Select(ToOrtValue).ToList();
        try
        {
            using var options = new RunOptions();
            using var results = session.Run(options, session.InputNames, values, session.OutputNames);
            return [.. results.Select(ToBytes)];
        }
        finally
        {
            values.ForEach(value => value.Dispose());
        }
    }

    private static OrtValue ToOrtValue(TensorProto tensor)
    {
        long[] shape = [.. tensor.Dims];
        return (DataType)tensor.DataType switch
        {
            DataType.Float => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<float>(tensor), shape),
            DataType.Double => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<double>(tensor), shape),
            DataType.Int64 => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<long>(tensor), shape),
            DataType.Int32 => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<int>(tensor), shape),
            DataType.Bool => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<bool>(tensor), shape),
            DataType.Int8 => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<sbyte>(tensor), shape),
            DataType.Int16 => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<short>(tensor), shape),
            DataType.Uint16 => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<ushort>(tensor), shape),
            DataType.Uint8 => OrtValue.CreateTensorValueFromMemory(OnnxTensor.ToArray<byte>(tensor), shape),
            _ => throw new NotSupportedException($"No test input of element type {(DataType)tensor.DataType}."),
        };
    }

    private static byte[] ToBytes(OrtValue value) =>
        value.GetTensorMutableRawData().ToArray();
}
