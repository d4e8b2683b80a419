using System.Runtime.InteropServices;
using Google.Protobuf;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Types;

/// <summary>
/// Copies tensors between ONNX files and torch. Element types that torch lacks are carried by one that it has: UINT16 by INT32, UINT32 by
/// INT64, UINT64 by the same bits in INT64, UINT4 and UINT2 by UINT8, INT4 and INT2 by INT8; FLOAT4E2M1 and the FLOAT8 types by their bit
/// patterns, one in a UINT8; STRING by UTF-8 bytes in INT16 along one more axis, -1 behind the end of the shorter texts.
/// </summary>
public static class TorchTensors
{
    /// <summary>Makes a torch tensor on the CPU from a tensor of an ONNX file; the elements are copied.</summary>
    /// <param name="proto">The tensor.</param>
    /// <exception cref="NotSupportedException">The element type is complex or unknown.</exception>
    /// <exception cref="InvalidDataException">The tensor does not fill its sizes or lies in another file.</exception>
    public static Tensor FromProto(TensorProto proto)
    {
        ArgumentNullException.ThrowIfNull(proto);
        if (TorchTypes.Of(proto.DataType) is { } type)
            return FromBytes(OnnxTensor.ToBytes(proto), type, proto.Dims);
        if (CarriedTypes.CarrierOf(proto.DataType) is { } carrier)
            return CarriedElements.Read(proto, carrier);

        throw new NotSupportedException($"Tensor '{proto.Name}': {TorchTypes.Missing(proto.DataType)}.");
    }

    /// <summary>Makes a tensor for an ONNX file from a torch tensor; the elements are copied.</summary>
    /// <param name="name">The tensor's name; may be empty.</param>
    /// <param name="tensor">A tensor of any device and layout.</param>
    /// <param name="elementType">Its ONNX element type.</param>
    /// <exception cref="NotSupportedException">The element type is complex or unknown.</exception>
    /// <exception cref="ArgumentException">The tensor does not hold, or carry, elements of this type.</exception>
    public static TensorProto ToProto(string name, Tensor tensor, DataType elementType)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(tensor);
        var type = TorchTypes.StoredAs((long)elementType)
            ?? throw new NotSupportedException($"Tensor '{name}': {TorchTypes.Missing((long)elementType)}.");
        if (tensor.dtype != type)
        {
            throw new ArgumentException(
                $"Tensor '{name}' is {TorchTypes.Describe(tensor)}; "
                + $"{OnnxElementTypes.Name((int)elementType)} is held as {TorchTypes.NameOf(type)}.",
                nameof(tensor));
        }

        if (CarriedTypes.Of((long)elementType) is not { } carried)
            return new TensorProto { Name = name, DataType = (int)elementType, Dims = { tensor.shape }, RawData = ToByteString(tensor) };

        return CarriedTypes.Fault(tensor, carried) is { } fault
            ? throw new ArgumentException($"Tensor '{name}' {fault}.", nameof(tensor))
            : CarriedElements.Write(name, tensor, carried);
    }

    /// <summary>The elements of a tensor as ONNX files store them: little-endian, row-major.</summary>
    /// <param name="tensor">A tensor of any device and layout.</param>
    public static ByteString ToByteString(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        return plain.numel() == 0 ? ByteString.Empty : ByteString.CopyFrom(plain.bytes);
    }

    /// <summary>Makes a tensor from little-endian elements in row-major order.</summary>
    internal static Tensor FromBytes(byte[] bytes, ScalarType type, IEnumerable<long> shape)
    {
        var tensor = torch.empty([.. shape], type);
        if (bytes.Length > 0)
            tensor.bytes = bytes;
        return tensor;
    }

    /// <summary>The elements of a tensor whose torch type is as wide as <typeparamref name="T"/>.</summary>
    internal static T[] ToArray<T>(Tensor tensor)
        where T : unmanaged
    {
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().cpu().contiguous();
        return plain.numel() == 0 ? [] : MemoryMarshal.Cast<byte, T>(plain.bytes).ToArray();
    }

    /// <summary>The elements of a tensor of whole numbers, such as a shape.</summary>
    internal static long[] ToInt64Array(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return ToArray<long>(tensor.to_type(ScalarType.Int64));
    }

    /// <summary>The only element of a tensor as a double.</summary>
    internal static double ToDouble(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().to_type(ScalarType.Float64).item<double>();
    }
}
