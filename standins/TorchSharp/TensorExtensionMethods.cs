using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>Elements and files of tensors.</summary>
public static class TensorExtensionMethods
{
    /// <summary>A parameter over the native tensor, which it takes over.</summary>
    public static Modules.Parameter AsParameter(this Tensor tensor) => new(tensor);

    /// <summary>The number of bytes of an element.</summary>
    public static int ElementSize(this ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool or ScalarType.QInt8 or ScalarType.QUInt8 => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.QInt32 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => throw new NotImplementedException($"Elements of type {type} have no size."),
    };

    /// <summary>The product of the lengths.</summary>
    public static long TotalSize(this IEnumerable<long> shape) => shape.Aggregate(1L, (product, length) => product * length);

    /// <summary>Writes type, shape and elements, in TorchSharp's format.</summary>
    public static void Save(this Tensor tensor, BinaryWriter writer) => Native.TensorFormat.Write(tensor, writer);

    /// <summary>Writes type, shape and elements to a stream, which it closes, in TorchSharp's format.</summary>
    public static void Save(this Tensor tensor, Stream stream)
    {
        using var writer = new BinaryWriter(stream);
        tensor.Save(writer);
    }

    /// <summary>Writes type, shape and elements to a file, in TorchSharp's format.</summary>
    public static void Save(this Tensor tensor, string location)
    {
        using var file = File.Create(location);
        tensor.Save(file);
    }

    /// <summary>Reads elements written by Save into this tensor, or past them.</summary>
    /// <exception cref="ArgumentException">They have another type or shape.</exception>
    public static void Load(this Tensor tensor, BinaryReader reader, bool skip = false) =>
        Native.TensorFormat.ReadInto(tensor, reader, skip);

    /// <summary>Reads a tensor written by Save.</summary>
    public static Tensor Load(BinaryReader reader, bool skip = false)
    {
        Tensor? tensor = null;
        Load(ref tensor, reader, skip);
        return tensor!;
    }

    /// <summary>Reads elements written by Save into a tensor, or makes one of them.</summary>
    /// <exception cref="ArgumentException">They have another shape.</exception>
    public static void Load(ref Tensor? tensor, BinaryReader reader, bool skip = false)
    {
        if (tensor is null)
            tensor = Native.TensorFormat.Read(reader);
        else
            Native.TensorFormat.ReadInto(tensor, reader, skip);
    }

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static float ToSingle(this Tensor value) => value.ToScalar().ToSingle();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static double ToDouble(this Tensor value) => value.ToScalar().ToDouble();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static sbyte ToSByte(this Tensor value) => value.ToScalar().ToSByte();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static byte ToByte(this Tensor value) => value.ToScalar().ToByte();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static short ToInt16(this Tensor value) => value.ToScalar().ToInt16();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static int ToInt32(this Tensor value) => value.ToScalar().ToInt32();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static long ToInt64(this Tensor value) => value.ToScalar().ToInt64();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static bool ToBoolean(this Tensor value) => value.ToScalar().ToBoolean();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static Half ToHalf(this Tensor value) => value.ToScalar().ToHalf();

    /// <summary>The only element, converted.</summary>
    /// <exception cref="ExternalException">There is not exactly one element.</exception>
    public static BFloat16 ToBFloat16(this Tensor value) => value.ToScalar().ToBFloat16();
}
