using System.Runtime.InteropServices;
using OrleansML.Learning.Features;
using OrleansML.Tensors;

namespace OrleansML.Grains.Monitoring;

/// <summary>Elements of tensors as values.</summary>
internal static class TensorValues
{
    /// <summary>The type that keeps every element of a tensor; of unsigned ones of 64 bits those below 2^53.</summary>
    public static FeatureType TypeOf(TensorType type) => type switch
    {
        TensorType.Bool => FeatureType.Bool,
        TensorType.UInt8 or TensorType.UInt16 or TensorType.Int8 or TensorType.Int16 or TensorType.Int32 => FeatureType.Int,
        TensorType.UInt32 or TensorType.Int64 => FeatureType.Long,
        TensorType.Float16 or TensorType.Float32 => FeatureType.Float,
        TensorType.String => FeatureType.String,
        _ => FeatureType.Double,
    };

    /// <summary>Copies the elements of a tensor of one or two axes.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="values">Where its first element goes.</param>
    /// <param name="stride">From one row to the next.</param>
    public static void Fill(Tensor tensor, int rows, int columns, Span<FeatureValue> values, int stride)
    {
        switch (tensor.Type)
        {
            case TensorType.Float32: Fill<float>(tensor, rows, columns, values, stride, FeatureValue.Of); break;
            case TensorType.Float64: Fill<double>(tensor, rows, columns, values, stride, FeatureValue.Of); break;
            case TensorType.Float16: Fill<Half>(tensor, rows, columns, values, stride, static element => FeatureValue.Of((float)element)); break;
            case TensorType.Int64: Fill<long>(tensor, rows, columns, values, stride, FeatureValue.Of); break;
            case TensorType.Int32: Fill<int>(tensor, rows, columns, values, stride, FeatureValue.Of); break;
            case TensorType.Int16: Fill<short>(tensor, rows, columns, values, stride, static element => FeatureValue.Of((int)element)); break;
            case TensorType.Int8: Fill<sbyte>(tensor, rows, columns, values, stride, static element => FeatureValue.Of((int)element)); break;
            case TensorType.UInt64: Fill<ulong>(tensor, rows, columns, values, stride, static element => FeatureValue.Of((double)element)); break;
            case TensorType.UInt32: Fill<uint>(tensor, rows, columns, values, stride, static element => FeatureValue.Of((long)element)); break;
            case TensorType.UInt16: Fill<ushort>(tensor, rows, columns, values, stride, static element => FeatureValue.Of((int)element)); break;
            case TensorType.UInt8: Fill<byte>(tensor, rows, columns, values, stride, static element => FeatureValue.Of((int)element)); break;
            case TensorType.Bool: Fill<byte>(tensor, rows, columns, values, stride, static element => FeatureValue.Of(element != 0)); break;
            default: FillTexts(tensor, rows, columns, values, stride); break;
        }
    }

    private static void Fill<T>(Tensor tensor, int rows, int columns, Span<FeatureValue> values, int stride, Func<T, FeatureValue> valueOf)
        where T : unmanaged
    {
        var elements = MemoryMarshal.Cast<byte, T>(tensor.Data.Span);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                values[(row * stride) + column] = valueOf(elements[(row * columns) + column]);
        }
    }

    private static void FillTexts(Tensor tensor, int rows, int columns, Span<FeatureValue> values, int stride)
    {
        var texts = tensor.ToStrings();
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
                values[(row * stride) + column] = FeatureValue.Of(texts[(row * columns) + column]);
        }
    }
}
