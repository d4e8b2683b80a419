using OrleansML.Learning.Onnx;
using OrleansML.Tensors;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Testing;

/// <summary>Turns tensors in the form of ONNX files into tensors that are sent.</summary>
public static class ModelCaseTensors
{
    /// <summary>The type that a tensor of this ONNX type is sent as; null when it cannot be sent.</summary>
    public static TensorType? TypeOf(int dataType) => (DataType)dataType switch
    {
        DataType.Bool => TensorType.Bool,
        DataType.Uint8 => TensorType.UInt8,
        DataType.Uint16 => TensorType.UInt16,
        DataType.Uint32 => TensorType.UInt32,
        DataType.Uint64 => TensorType.UInt64,
        DataType.Int8 => TensorType.Int8,
        DataType.Int16 => TensorType.Int16,
        DataType.Int32 => TensorType.Int32,
        DataType.Int64 => TensorType.Int64,
        DataType.Float16 => TensorType.Float16,
        DataType.Float => TensorType.Float32,
        DataType.Double => TensorType.Float64,
        DataType.Bfloat16 => TensorType.BFloat16,
        DataType.String => TensorType.String,
        _ => null,
    };

    /// <summary>The tensor under the name of an input or output.</summary>
    /// <exception cref="ArgumentException">Its type cannot be sent.</exception>
    public static Tensor FromProto(string name, TensorProto proto)
    {
        var type = TypeOf(proto.DataType) ?? throw new ArgumentException($"'{name}' is of type {proto.DataType}, which cannot be sent.", nameof(proto));
        long[] shape = [.. proto.Dims];
        return type == TensorType.String
            ? Tensor.Create(name, OnnxTensor.ToStringArray(proto), shape)
            : new Tensor(name, type, shape, OnnxTensor.ToBytes(proto));
    }
}
