using System.Runtime.InteropServices;
using Google.Protobuf;

namespace OrleansML.Training.Onnx.Types;

/// <summary>Copies tensors between ONNX files and torch.</summary>
public static class TorchTensors
{
    /// <summary>Makes a torch tensor on the CPU from a tensor of an ONNX file; the elements are copied.</summary>
    /// <param name="proto">The tensor.</param>
    /// <exception cref="NotSupportedException">Torch lacks the element type.</exception>
    /// <exception cref="InvalidDataException">The tensor does not fill its sizes or lies in another file.</exception>
    public static Tensor FromProto(TensorProto proto)
    {
        ArgumentNullException.ThrowIfNull(proto);
        var type = TorchTypes.Of(proto.DataType)
            ?? throw new NotSupportedException($"Tensor '{proto.Name}': {TorchTypes.Missing(proto.DataType)}.");
        var bytes = OnnxTensor.ToBytes(proto);
        var tensor = torch.empty([.. proto.Dims], type);
        if (bytes.Length > 0)
            tensor.bytes = bytes;
        return tensor;
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

    /// <summary>The elements of a tensor of whole numbers, such as a shape.</summary>
    internal static long[] ToInt64Array(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        var plain = tensor.detach().cpu().to_type(ScalarType.Int64).contiguous();
        return plain.numel() == 0 ? [] : MemoryMarshal.Cast<byte, long>(plain.bytes).ToArray();
    }

    /// <summary>The only element of a tensor as a double.</summary>
    internal static double ToDouble(Tensor tensor)
    {
        using var scope = torch.NewDisposeScope();
        return tensor.detach().cpu().to_type(ScalarType.Float64).item<double>();
    }
}
