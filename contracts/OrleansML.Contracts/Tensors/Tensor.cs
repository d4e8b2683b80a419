using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace OrleansML.Tensors;

/// <summary>
/// A named block of elements in row-major order: one piece of little-endian bytes, a shape and a type. Immutable: it is never copied between
/// grains of one silo, so the bytes must not change after construction.
/// </summary>
[GenerateSerializer, Immutable, Alias("OrleansML.Tensor")]
public sealed class Tensor
{
    /// <summary>Creates a tensor over existing bytes without copying them.</summary>
    /// <param name="name">Name of the model's input or output.</param>
    /// <param name="type">Element type.</param>
    /// <param name="shape">Length of each axis, none negative; empty for a scalar.</param>
    /// <param name="data">The elements; see <see cref="TensorType.String"/> for the form of text.</param>
    public Tensor(string name, TensorType type, long[] shape, ReadOnlyMemory<byte> data)
    {
        Name = name;
        Type = type;
        Shape = shape;
        Data = data;
    }

    /// <summary>Name of the model's input or output.</summary>
    [Id(0)]
    public string Name { get; }

    /// <summary>Element type.</summary>
    [Id(1)]
    public TensorType Type { get; }

    /// <summary>Length of each axis; empty for a scalar.</summary>
    [Id(2)]
    public long[] Shape { get; }

    /// <summary>The elements in row-major order, little-endian.</summary>
    [Id(3)]
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>Number of elements that <see cref="Shape"/> asks for.</summary>
    /// <exception cref="OverflowException">The product of the axes exceeds 2^63 - 1.</exception>
    public long ElementCount => TensorShape.ElementCount(Shape);

    /// <summary>Creates a tensor from an array of numbers or Booleans, copied once.</summary>
    /// <typeparam name="T">A primitive number, <see cref="Half"/> or <see cref="bool"/>.</typeparam>
    /// <param name="name">Name of the model's input.</param>
    /// <param name="elements">The elements in row-major order.</param>
    /// <param name="shape">Length of each axis; without it one axis as long as <paramref name="elements"/>.</param>
    /// <exception cref="ArgumentException">The type has no tensor form, or the shape does not fit the number of elements.</exception>
    public static Tensor Create<T>(string name, ReadOnlySpan<T> elements, params ReadOnlySpan<long> shape) where T : unmanaged
    {
        var type = TypeOf<T>();
        var axes = Axes(name, elements.Length, shape);
        return new Tensor(name, type, axes, MemoryMarshal.AsBytes(elements).ToArray());
    }

    /// <inheritdoc cref="Create{T}(string, ReadOnlySpan{T}, ReadOnlySpan{long})"/>
    public static Tensor Create<T>(string name, T[] elements, params ReadOnlySpan<long> shape) where T : unmanaged =>
        Create(name, new ReadOnlySpan<T>(elements), shape);

    /// <summary>Creates a tensor of text.</summary>
    /// <param name="name">Name of the model's input.</param>
    /// <param name="elements">The texts in row-major order.</param>
    /// <param name="shape">Length of each axis; without it one axis as long as <paramref name="elements"/>.</param>
    /// <exception cref="ArgumentException">The shape does not fit the number of texts.</exception>
    public static Tensor Create(string name, ReadOnlySpan<string> elements, params ReadOnlySpan<long> shape)
    {
        var axes = Axes(name, elements.Length, shape);
        var size = 0;
        foreach (var element in elements)
            size = checked(size + sizeof(int) + Encoding.UTF8.GetByteCount(element));

        var data = new byte[size];
        var rest = data.AsSpan();
        foreach (var element in elements)
        {
            var length = Encoding.UTF8.GetBytes(element, rest[sizeof(int)..]);
            BinaryPrimitives.WriteInt32LittleEndian(rest, length);
            rest = rest[(sizeof(int) + length)..];
        }

        return new Tensor(name, TensorType.String, axes, data);
    }

    /// <inheritdoc cref="Create(string, ReadOnlySpan{string}, ReadOnlySpan{long})"/>
    public static Tensor Create(string name, string[] elements, params ReadOnlySpan<long> shape) =>
        Create(name, new ReadOnlySpan<string>(elements), shape);

    /// <summary>The elements as numbers or Booleans, without a copy.</summary>
    /// <exception cref="InvalidOperationException"><typeparamref name="T"/> is not this tensor's element type.</exception>
    public ReadOnlySpan<T> AsSpan<T>() where T : unmanaged
    {
        if (TypeOf<T>() != Type)
            throw new InvalidOperationException($"Tensor '{Name}' holds {Type}; it cannot be read as {typeof(T).Name}.");

        return MemoryMarshal.Cast<byte, T>(Data.Span);
    }

    /// <summary>The elements as text.</summary>
    /// <exception cref="InvalidOperationException">This tensor does not hold text, or its length prefixes do not fit its bytes.</exception>
    public string[] ToStrings()
    {
        if (Type != TensorType.String)
            throw new InvalidOperationException($"Tensor '{Name}' holds {Type}; it cannot be read as text.");

        var result = new string[ElementCount];
        var reader = new StringElementReader(Data.Span);
        for (var index = 0; index < result.Length; index++)
        {
            if (!reader.TryRead(out var utf8))
                throw new InvalidOperationException($"Tensor '{Name}' should hold {result.Length} texts; its bytes end in text {index}.");
            result[index] = Encoding.UTF8.GetString(utf8);
        }

        return result;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Type.ProtocolName()} [{string.Join(",", Shape)}]";

    private static long[] Axes(string name, int elements, ReadOnlySpan<long> shape)
    {
        if (shape.IsEmpty)
            return [elements];

        var axes = shape.ToArray();
        if (TensorShape.ElementCount(axes) != elements)
            throw new ArgumentException($"Tensor '{name}' has {elements} elements; shape [{string.Join(",", axes)}] asks for {TensorShape.ElementCount(axes)}.");
        return axes;
    }

    private static TensorType TypeOf<T>() where T : unmanaged
    {
        if (typeof(T) == typeof(float)) return TensorType.Float32;
        if (typeof(T) == typeof(double)) return TensorType.Float64;
        if (typeof(T) == typeof(long)) return TensorType.Int64;
        if (typeof(T) == typeof(int)) return TensorType.Int32;
        if (typeof(T) == typeof(bool)) return TensorType.Bool;
        if (typeof(T) == typeof(byte)) return TensorType.UInt8;
        if (typeof(T) == typeof(sbyte)) return TensorType.Int8;
        if (typeof(T) == typeof(short)) return TensorType.Int16;
        if (typeof(T) == typeof(ushort)) return TensorType.UInt16;
        if (typeof(T) == typeof(uint)) return TensorType.UInt32;
        if (typeof(T) == typeof(ulong)) return TensorType.UInt64;
        if (typeof(T) == typeof(Half)) return TensorType.Float16;
        throw new ArgumentException($"{typeof(T)} has no tensor form; use a primitive number, Half or bool.");
    }
}
