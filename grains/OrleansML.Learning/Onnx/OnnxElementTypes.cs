using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx;

/// <summary>What the ONNX element types are called in .NET and how wide they are.</summary>
internal static class OnnxElementTypes
{
    public static DataType Of<T>()
        where T : unmanaged
    {
        return default(T) switch
        {
            float => DataType.Float,
            double => DataType.Double,
            Half => DataType.Float16,
            bool => DataType.Bool,
            sbyte => DataType.Int8,
            short => DataType.Int16,
            int => DataType.Int32,
            long => DataType.Int64,
            byte => DataType.Uint8,
            ushort => DataType.Uint16,
            uint => DataType.Uint32,
            ulong => DataType.Uint64,
            _ => throw new NotSupportedException(
                $"ONNX has no element type for {typeof(T)}; use bool, Half, float, double or an integer of 8 to 64 bits."),
        };
    }

    /// <summary>Bits per element; null for strings and unknown types.</summary>
    public static int? Bits(int dataType) => (DataType)dataType switch
    {
        DataType.Uint2 or DataType.Int2 => 2,
        DataType.Uint4 or DataType.Int4 or DataType.Float4E2M1 => 4,
        DataType.Bool or DataType.Uint8 or DataType.Int8 => 8,
        DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz or DataType.Float8E8M0 => 8,
        DataType.Uint16 or DataType.Int16 or DataType.Float16 or DataType.Bfloat16 => 16,
        DataType.Uint32 or DataType.Int32 or DataType.Float => 32,
        DataType.Uint64 or DataType.Int64 or DataType.Double or DataType.Complex64 => 64,
        DataType.Complex128 => 128,
        _ => null,
    };

    /// <summary>The name as the ONNX format spells it, or the number of an unknown type.</summary>
    public static string Name(int dataType) =>
        Enum.IsDefined((DataType)dataType) ? ((DataType)dataType).ToString().ToUpperInvariant() : $"element type {dataType}";
}
