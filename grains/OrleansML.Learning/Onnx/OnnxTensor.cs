using System.Runtime.InteropServices;
using Google.Protobuf;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx;

/// <summary>Converts between .NET arrays and ONNX tensors, whichever of the two storage forms a tensor uses.</summary>
public static class OnnxTensor
{
    /// <summary>Makes a tensor from values in row-major order; they are stored as little-endian raw data.</summary>
    /// <typeparam name="T">bool, a primitive number of 8 to 64 bits, or <see cref="Half"/>.</typeparam>
    /// <param name="name">The tensor's name; may be empty.</param>
    /// <param name="values">The elements.</param>
    /// <param name="shape">The sizes; none for a single value.</param>
    /// <exception cref="ArgumentException">The shape does not hold as many elements as there are values.</exception>
    /// <exception cref="NotSupportedException">ONNX has no element type for <typeparamref name="T"/>.</exception>
    public static TensorProto Create<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged
    {
        CheckShape(name, values.Length, shape);
        return new TensorProto
        {
            Name = name,
            DataType = (int)OnnxElementTypes.Of<T>(),
            Dims = { shape.ToArray() },
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes(values)),
        };
    }

    /// <summary>Makes a tensor of texts in row-major order.</summary>
    /// <param name="name">The tensor's name; may be empty.</param>
    /// <param name="values">The elements.</param>
    /// <param name="shape">The sizes; none for a single value.</param>
    /// <exception cref="ArgumentException">The shape does not hold as many elements as there are values.</exception>
    public static TensorProto CreateStrings(string name, ReadOnlySpan<string> values, params ReadOnlySpan<long> shape)
    {
        CheckShape(name, values.Length, shape);
        var tensor = new TensorProto { Name = name, DataType = (int)DataType.String, Dims = { shape.ToArray() } };
        foreach (var value in values)
            tensor.StringData.Add(ByteString.CopyFromUtf8(value));
        return tensor;
    }

    /// <summary>The number of elements that the tensor's sizes announce.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="InvalidDataException">A size is negative, or the product is too large for an array.</exception>
    public static int ElementCount(TensorProto tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return ElementCount(tensor.Name, [.. tensor.Dims]);
    }

    /// <summary>The elements in row-major order.</summary>
    /// <typeparam name="T">The type of the elements: bool, a primitive number of 8 to 64 bits, or <see cref="Half"/>.</typeparam>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="InvalidDataException">The tensor holds another type, or not as many elements as its sizes announce.</exception>
    public static T[] ToArray<T>(TensorProto tensor)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var expected = OnnxElementTypes.Of<T>();
        if (tensor.DataType != (int)expected)
        {
            throw new InvalidDataException(
                $"Tensor '{tensor.Name}' holds {OnnxElementTypes.Name(tensor.DataType)}, not {OnnxElementTypes.Name((int)expected)}.");
        }

        return MemoryMarshal.Cast<byte, T>(ToBytes(tensor)).ToArray();
    }

    /// <summary>The texts of a string tensor in row-major order.</summary>
    /// <param name="tensor">The tensor.</param>
    /// <exception cref="InvalidDataException">The tensor holds numbers, or not as many texts as its sizes announce.</exception>
    public static string[] ToStringArray(TensorProto tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        if (tensor.DataType != (int)DataType.String)
            throw new InvalidDataException($"Tensor '{tensor.Name}' holds {OnnxElementTypes.Name(tensor.DataType)}, not STRING.");

        CheckCount(tensor, ElementCount(tensor), tensor.StringData.Count, "strings");
        return [.. tensor.StringData.Select(text => text.ToStringUtf8())];
    }

    /// <summary>
    /// The elements as one block of little-endian bytes in row-major order, whatever their type; types of 4 and 2 bits stay
    /// packed, the first element in the lowest bits.
    /// </summary>
    /// <param name="tensor">A tensor of any type but strings.</param>
    /// <exception cref="InvalidDataException">The tensor holds strings, lies in another file, or does not fill its sizes.</exception>
    public static byte[] ToBytes(TensorProto tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        var elements = ElementCount(tensor);
        var bits = OnnxElementTypes.Bits(tensor.DataType)
            ?? throw new InvalidDataException(
                $"Tensor '{tensor.Name}' holds {OnnxElementTypes.Name(tensor.DataType)}, which has no fixed width.");
        if (tensor.DataLocation == DataLocation.External)
            throw new InvalidDataException($"Tensor '{tensor.Name}' lies in another file; save the model with all tensors inside.");

        var expected = ((long)elements * bits + 7) / 8;
        var bytes = tensor.HasRawData ? tensor.RawData.ToByteArray() : OnnxTypedFields.ToBytes(tensor, bits);
        CheckCount(tensor, expected, bytes.Length, "bytes");
        return bytes;
    }

    private static int ElementCount(string name, ReadOnlySpan<long> shape)
    {
        var count = 1L;
        foreach (var size in shape)
        {
            if (size < 0)
                throw new InvalidDataException($"Tensor '{name}' has a negative size {size}.");

            // Sizes after a zero cannot overflow: the product stays zero.
            if (count != 0 && size > Array.MaxLength / count)
            {
                throw new InvalidDataException(
                    $"Tensor '{name}' of shape [{string.Join(", ", shape.ToArray())}] has more than {Array.MaxLength} elements.");
            }

            count *= size;
        }

        return (int)count;
    }

    private static void CheckShape(string name, int values, ReadOnlySpan<long> shape)
    {
        var elements = ElementCount(name, shape);
        if (elements != values)
        {
            throw new ArgumentException(
                $"Tensor '{name}' of shape [{string.Join(", ", shape.ToArray())}] needs {elements} values, but {values} were given.",
                nameof(shape));
        }
    }

    private static void CheckCount(TensorProto tensor, long expected, int actual, string unit)
    {
        if (expected != actual)
        {
            throw new InvalidDataException(
                $"Tensor '{tensor.Name}' of shape [{string.Join(", ", tensor.Dims)}] needs {expected} {unit}, "
                + $"but the file holds {actual}.");
        }
    }
}
