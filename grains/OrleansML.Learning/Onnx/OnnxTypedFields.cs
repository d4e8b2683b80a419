using System.Runtime.InteropServices;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx;

/// <summary>Reads tensors whose elements stand in the protobuf field of their type instead of in raw data.</summary>
internal static class OnnxTypedFields
{
    public static byte[] ToBytes(TensorProto tensor, int bits) => (DataType)tensor.DataType switch
    {
        DataType.Float or DataType.Complex64 => AsBytes<float>([.. tensor.FloatData]),
        DataType.Double or DataType.Complex128 => AsBytes<double>([.. tensor.DoubleData]),
        DataType.Int64 => AsBytes<long>([.. tensor.Int64Data]),
        DataType.Uint64 => AsBytes<ulong>([.. tensor.Uint64Data]),
        DataType.Uint32 => AsBytes<uint>([.. tensor.Uint64Data.Select(value => (uint)value)]),
        DataType.Int32 => AsBytes<int>([.. tensor.Int32Data]),
        _ when bits == 16 => AsBytes<ushort>([.. tensor.Int32Data.Select(value => (ushort)value)]),
        // Each entry is one byte, also where it packs two 4-bit or four 2-bit elements.
        _ => [.. tensor.Int32Data.Select(value => (byte)value)],
    };

    private static byte[] AsBytes<T>(T[] values)
        where T : unmanaged => MemoryMarshal.AsBytes<T>(values).ToArray();
}
