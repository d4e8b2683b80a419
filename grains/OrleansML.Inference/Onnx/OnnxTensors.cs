using System.Buffers;
using System.Buffers.Binary;
using Microsoft.ML.OnnxRuntime;
using OrleansML.Tensors;

namespace OrleansML.Inference.Onnx;

/// <summary>Moves tensors into and out of ONNX Runtime.</summary>
internal static class OnnxTensors
{
    /// <summary>Shows a tensor to ONNX Runtime in place. Text is copied, because ONNX Runtime keeps text in a form of its own.</summary>
    /// <param name="tensor">The tensor; its bytes must fit its shape and type.</param>
    /// <param name="pin">Keeps the bytes in place; to be disposed after the value.</param>
    public static unsafe OrtValue ToOrtValue(Tensor tensor, ref MemoryHandle pin)
    {
        if (tensor.Type == TensorType.String)
            return ToStrings(tensor);

        var data = tensor.Data;
        pin = data.Pin();
        if ((nuint)pin.Pointer % (nuint)tensor.Type.ElementSize() != 0)
        {
            pin.Dispose();
            data = data.ToArray();
            pin = data.Pin();
        }

        return OrtValue.CreateTensorValueWithData(
            OrtMemoryInfo.DefaultInstance, OnnxElementTypes.ToOnnx(tensor.Type), tensor.Shape, (nint)pin.Pointer, data.Length);
    }

    /// <summary>Copies a value out of ONNX Runtime.</summary>
    public static Tensor FromOrtValue(string name, OrtValue value)
    {
        var info = value.GetTensorTypeAndShape();
        if (!OnnxElementTypes.TryMap(info.ElementDataType, out var type))
            throw OnnxSchema.UnsupportedType("output", name, info.ElementDataType.ToString());

        var data = type == TensorType.String
            ? ReadStrings(value, checked((int)info.ElementCount))
            : value.GetTensorMutableRawData().ToArray();
        return new Tensor(name, type, info.Shape, data);
    }

    private static OrtValue ToStrings(Tensor tensor)
    {
        var value = OrtValue.CreateTensorWithEmptyStrings(OrtAllocator.DefaultInstance, tensor.Shape);
        var reader = new StringElementReader(tensor.Data.Span);
        for (var index = 0; reader.TryRead(out var utf8); index++)
            value.StringTensorSetElementAt(utf8, index);
        return value;
    }

    private static byte[] ReadStrings(OrtValue value, int count)
    {
        var size = 0;
        for (var index = 0; index < count; index++)
            size = checked(size + sizeof(int) + value.GetStringElementAsSpan(index).Length);

        var data = new byte[size];
        var rest = data.AsSpan();
        for (var index = 0; index < count; index++)
        {
            var utf8 = value.GetStringElementAsSpan(index);
            BinaryPrimitives.WriteInt32LittleEndian(rest, utf8.Length);
            utf8.CopyTo(rest[sizeof(int)..]);
            rest = rest[(sizeof(int) + utf8.Length)..];
        }

        return data;
    }
}
