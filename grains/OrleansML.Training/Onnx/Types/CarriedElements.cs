using System.Runtime.InteropServices;
using Google.Protobuf;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Types;

/// <summary>Elements of types that torch lacks, between ONNX files and their carriers.</summary>
internal static class CarriedElements
{
    /// <summary>Makes the carrier of a tensor of an ONNX file.</summary>
    public static Tensor Read(TensorProto proto, ScalarType carrier)
    {
        var type = (DataType)proto.DataType;
        if (type == DataType.String)
        {
            // Counts the texts; their bytes need not be UTF-8.
            _ = OnnxTensor.ToStringArray(proto);
            return TextTensors.Create(proto.StringData, [.. proto.Dims]);
        }

        var bytes = OnnxTensor.ToBytes(proto);
        return TorchTensors.FromBytes(
            type switch
            {
                DataType.Uint16 => Convert<ushort, int>(bytes, element => element),
                DataType.Uint32 => Convert<uint, long>(bytes, element => element),
                _ when OnnxElementTypes.Bits(proto.DataType) is < 8 and var bits =>
                    Unpack(bytes, bits, carrier, OnnxTensor.ElementCount(proto)),
                _ => bytes,
            },
            carrier, proto.Dims);
    }

    /// <summary>Makes a tensor for an ONNX file from the carrier of one.</summary>
    public static TensorProto Write(string name, Tensor carrier, DataType type)
    {
        var proto = new TensorProto { Name = name, DataType = (int)type };
        if (type == DataType.String)
        {
            proto.Dims.Add(carrier.shape[..^1]);
            proto.StringData.Add(TextTensors.ToArray(carrier));
            return proto;
        }

        var bytes = TorchTensors.ToArray<byte>(carrier);
        proto.Dims.Add(carrier.shape);
        proto.RawData = UnsafeByteOperations.UnsafeWrap(type switch
        {
            DataType.Uint16 => Convert<int, ushort>(bytes, element => (ushort)element),
            DataType.Uint32 => Convert<long, uint>(bytes, element => (uint)element),
            _ when OnnxElementTypes.Bits((int)type) is < 8 and var bits => Pack(bytes, bits),
            _ => bytes,
        });
        return proto;
    }

    private static byte[] Convert<TFrom, TTo>(byte[] bytes, Converter<TFrom, TTo> convert)
        where TFrom : unmanaged
        where TTo : unmanaged =>
        MemoryMarshal.AsBytes<TTo>(Array.ConvertAll(MemoryMarshal.Cast<byte, TFrom>(bytes).ToArray(), convert)).ToArray();

    // The first element lies in the lowest bits of a byte.
    private static byte[] Unpack(byte[] packed, int bits, ScalarType carrier, int count)
    {
        var elements = new byte[count];
        var (perByte, unused) = (8 / bits, 8 - bits);
        for (var index = 0; index < count; index++)
        {
            // Shifted to the top and back, so that the sign of a signed type fills the byte.
            var top = (byte)(packed[index / perByte] >> (index % perByte * bits) << unused);
            elements[index] = carrier == ScalarType.Int8 ? (byte)((sbyte)top >> unused) : (byte)(top >> unused);
        }

        return elements;
    }

    private static byte[] Pack(byte[] elements, int bits)
    {
        var perByte = 8 / bits;
        var packed = new byte[(elements.Length + perByte - 1) / perByte];
        for (var index = 0; index < elements.Length; index++)
            packed[index / perByte] |= (byte)((elements[index] & ((1 << bits) - 1)) << (index % perByte * bits));
        return packed;
    }
}
