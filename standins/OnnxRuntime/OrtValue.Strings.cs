using System.Text;
using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

// This part: tensors of strings. ONNX Runtime keeps each element as UTF-8 of its own, so reading and writing converts and copies.
public unsafe partial class OrtValue
{
    /// <summary>A tensor of empty strings, to be filled through <see cref="StringTensorSetElementAt(ReadOnlySpan{char}, int)"/>.</summary>
    /// <param name="allocator">Provides the memory; a CPU allocator.</param>
    /// <param name="shape">The dimensions; empty for a scalar.</param>
    public static OrtValue CreateTensorWithEmptyStrings(OrtAllocator allocator, long[] shape) =>
        CreateAllocatedTensorValue(allocator, TensorElementType.String, shape);

    /// <summary>Writes one element.</summary>
    /// <param name="str">The text.</param>
    /// <param name="index">The flat index of the element.</param>
    /// <exception cref="OnnxRuntimeException">The index is out of range, or this is not a tensor of strings.</exception>
    public void StringTensorSetElementAt(ReadOnlySpan<char> str, int index)
    {
        var element = GetElementBuffer(index, Encoding.UTF8.GetByteCount(str));
        Encoding.UTF8.GetBytes(str, element);
    }

    /// <summary>Writes one element.</summary>
    /// <param name="rom">The text.</param>
    /// <param name="index">The flat index of the element.</param>
    /// <exception cref="OnnxRuntimeException">The index is out of range, or this is not a tensor of strings.</exception>
    public void StringTensorSetElementAt(ReadOnlyMemory<char> rom, int index) => StringTensorSetElementAt(rom.Span, index);

    /// <summary>Writes one element.</summary>
    /// <param name="utf8Bytes">The text as UTF-8.</param>
    /// <param name="index">The flat index of the element.</param>
    /// <exception cref="OnnxRuntimeException">The index is out of range, or this is not a tensor of strings.</exception>
    public void StringTensorSetElementAt(ReadOnlySpan<byte> utf8Bytes, int index) =>
        utf8Bytes.CopyTo(GetElementBuffer(index, utf8Bytes.Length));

    /// <summary>Reads one element.</summary>
    /// <param name="index">The flat index of the element.</param>
    /// <exception cref="OnnxRuntimeException">The index is out of range, or this is not a tensor of strings.</exception>
    public string GetStringElement(int index) => Encoding.UTF8.GetString(GetStringElementAsSpan(index));

    /// <summary>Reads one element.</summary>
    /// <param name="index">The flat index of the element.</param>
    /// <exception cref="OnnxRuntimeException">The index is out of range, or this is not a tensor of strings.</exception>
    public ReadOnlyMemory<char> GetStringElementAsMemory(int index) => GetStringElement(index).AsMemory();

    /// <summary>One element as UTF-8, in place; valid until the element is written or the value is disposed.</summary>
    /// <param name="index">The flat index of the element.</param>
    /// <exception cref="OnnxRuntimeException">The index is out of range, or this is not a tensor of strings.</exception>
    public ReadOnlySpan<byte> GetStringElementAsSpan(int index)
    {
        using var value = new HandleScope(_handle);
        nuint length;
        OrtStatus.ThrowIfFailed(OrtApi.GetStringTensorElementLength(value.Value, (nuint)index, &length));
        if (length == 0)
            return [];

        // Resizing to the length an element already has keeps its bytes, and is the one way to them without a copy.
        byte* buffer;
        OrtStatus.ThrowIfFailed(OrtApi.GetResizedStringTensorElementBuffer(value.Value, (nuint)index, length, &buffer));
        return new ReadOnlySpan<byte>(buffer, checked((int)length));
    }

    /// <summary>Reads all elements in flat order.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor of strings.</exception>
    public string[] GetStringTensorAsArray()
    {
        var info = GetTensorTypeAndShape();
        if (!info.IsString)
        {
            throw new OnnxRuntimeException(
                ErrorCode.Fail,
                $"GetStringTensorAsArray() is only supported for string tensors. This OrtValue contains a {info.ElementDataType} tensor.");
        }

        if (info.ElementCount == 0)
            return [];
        using var value = new HandleScope(_handle);
        nuint byteCount;
        OrtStatus.ThrowIfFailed(OrtApi.GetStringTensorDataLength(value.Value, &byteCount));
        var bytes = new byte[Math.Max(1, (int)byteCount)];
        var offsets = new nuint[info.ElementCount];
        fixed (byte* bytesPointer = bytes)
        fixed (nuint* offsetsPointer = offsets)
        {
            OrtStatus.ThrowIfFailed(OrtApi.GetStringTensorContent(
                value.Value, bytesPointer, byteCount, offsetsPointer, (nuint)offsets.Length));
        }

        var strings = new string[offsets.Length];
        for (var index = 0; index < strings.Length; index++)
        {
            var start = (int)offsets[index];
            var end = index + 1 < offsets.Length ? (int)offsets[index + 1] : (int)byteCount;
            strings[index] = Encoding.UTF8.GetString(bytes, start, end - start);
        }

        return strings;
    }

    private Span<byte> GetElementBuffer(int index, int length)
    {
        using var value = new HandleScope(_handle);
        byte* buffer;
        OrtStatus.ThrowIfFailed(OrtApi.GetResizedStringTensorElementBuffer(value.Value, (nuint)index, (nuint)length, &buffer));
        return new Span<byte>(buffer, length);
    }
}
