using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Types;

/// <summary>
/// ONNX element types that torch lacks, and the torch types that carry them. Whole numbers are carried as such in a wider type, UINT64 by
/// its bits; small floats by their bit patterns, one in a byte; texts by their UTF-8 bytes along one more axis, -1 behind their end.
/// </summary>
internal static class CarriedTypes
{
    /// <summary>The torch type that carries an ONNX element type; null where torch has the type itself, or nothing carries it.</summary>
    public static ScalarType? CarrierOf(long dataType) => (DataType)dataType switch
    {
        DataType.Uint16 => ScalarType.Int32,
        DataType.Uint32 or DataType.Uint64 => ScalarType.Int64,
        DataType.Int4 or DataType.Int2 => ScalarType.Int8,
        DataType.Uint4 or DataType.Uint2 or DataType.Float4E2M1 => ScalarType.Byte,
        DataType.Float8E4M3Fn or DataType.Float8E4M3Fnuz or DataType.Float8E5M2 or DataType.Float8E5M2Fnuz => ScalarType.Byte,
        DataType.Float8E8M0 => ScalarType.Byte,
        DataType.String => ScalarType.Int16,
        _ => null,
    };

    /// <summary>The type where it is carried; null where torch has it.</summary>
    public static DataType? Of(long dataType) => CarrierOf(dataType) is null ? null : (DataType)dataType;

    /// <summary>The type's name as ONNX writes it.</summary>
    public static string NameOf(DataType type) => OnnxElementTypes.Name((int)type);

    /// <summary>The unsigned types that operators compute with.</summary>
    public static bool IsUnsigned(DataType type) => type is DataType.Uint16 or DataType.Uint32 or DataType.Uint64;

    /// <summary>Types whose carriers have the shape of the tensor, so that whoever moves their elements moves the tensor's.</summary>
    public static bool IsElementwise(DataType type) => type != DataType.String;

    /// <summary>What is wrong with the elements of a carrier; null where nothing is.</summary>
    public static string? Fault(Tensor carrier, DataType type)
    {
        if (RangeOf(type) is not var (least, most) || carrier.numel() == 0)
            return null;

        using var scope = torch.NewDisposeScope();
        var whole = carrier.to_type(ScalarType.Int64);
        var (low, high) = (whole.min().item<long>(), whole.max().item<long>());
        return low >= least && high <= most
            ? null
            : $"holds {(low < least ? low : high)}, but what carries {NameOf(type)} is {least} to {most}";
    }

    // Null where every value of the carrier is one of the type.
    private static (long Least, long Most)? RangeOf(DataType type) => type switch
    {
        DataType.Uint16 => (ushort.MinValue, ushort.MaxValue),
        DataType.Uint32 => (uint.MinValue, uint.MaxValue),
        DataType.Uint4 or DataType.Float4E2M1 => (0, 15),
        DataType.Int4 => (-8, 7),
        DataType.Uint2 => (0, 3),
        DataType.Int2 => (-2, 1),
        DataType.String => (-1, byte.MaxValue),
        _ => null,
    };
}
