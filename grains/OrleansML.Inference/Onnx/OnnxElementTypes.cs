using Microsoft.ML.OnnxRuntime.Tensors;
using OrleansML.Tensors;

namespace OrleansML.Inference.Onnx;

/// <summary>Maps element types of ONNX Runtime to ours and back.</summary>
internal static class OnnxElementTypes
{
    public static bool TryMap(TensorElementType type, out TensorType mapped)
    {
        mapped = type switch
        {
            TensorElementType.Bool => TensorType.Bool,
            TensorElementType.UInt8 => TensorType.UInt8,
            TensorElementType.UInt16 => TensorType.UInt16,
            TensorElementType.UInt32 => TensorType.UInt32,
            TensorElementType.UInt64 => TensorType.UInt64,
            TensorElementType.Int8 => TensorType.Int8,
            TensorElementType.Int16 => TensorType.Int16,
            TensorElementType.Int32 => TensorType.Int32,
            TensorElementType.Int64 => TensorType.Int64,
            TensorElementType.Float16 => TensorType.Float16,
            TensorElementType.Float => TensorType.Float32,
            TensorElementType.Double => TensorType.Float64,
            TensorElementType.BFloat16 => TensorType.BFloat16,
            TensorElementType.String => TensorType.String,
            _ => default,
        };
        return mapped != default;
    }

    public static TensorElementType ToOnnx(TensorType type) => type switch
    {
        TensorType.Bool => TensorElementType.Bool,
        TensorType.UInt8 => TensorElementType.UInt8,
        TensorType.UInt16 => TensorElementType.UInt16,
        TensorType.UInt32 => TensorElementType.UInt32,
        TensorType.UInt64 => TensorElementType.UInt64,
        TensorType.Int8 => TensorElementType.Int8,
        TensorType.Int16 => TensorElementType.Int16,
        TensorType.Int32 => TensorElementType.Int32,
        TensorType.Int64 => TensorElementType.Int64,
        TensorType.Float16 => TensorElementType.Float16,
        TensorType.Float32 => TensorElementType.Float,
        TensorType.Float64 => TensorElementType.Double,
        TensorType.BFloat16 => TensorElementType.BFloat16,
        TensorType.String => TensorElementType.String,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a tensor type."),
    };
}
