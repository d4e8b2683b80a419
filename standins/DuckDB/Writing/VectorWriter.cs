using System.Runtime.CompilerServices;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>
/// Writes one column, or the items of one, into a vector of a chunk. Values have the type of the column: a number of another width or sign
/// is refused. Heirs implement <see cref="IVectorWriter{T}"/> for what they convert.
/// </summary>
internal unsafe class VectorWriter(DuckDBType type, Type? layout = null)
{
    private ulong* _validity;

    public DuckDBType Type { get; } = type;

    protected nint Vector { get; private set; }

    private byte* Data { get; set; }

    /// <summary>Goes on to an empty vector.</summary>
    public virtual void Attach(nint vector)
    {
        Vector = vector;
        Data = NativeMethods.VectorGetData(vector);
        _validity = null;
    }

    public virtual void WriteNull(long row)
    {
        if (_validity is null)
        {
            NativeMethods.VectorEnsureValidityWritable(Vector);
            _validity = NativeMethods.VectorGetValidity(Vector);
        }

        _validity[row >> 6] &= ~(1ul << (int)(row & 63));
    }

    /// <summary>Writes a value or null. Throws <see cref="InvalidOperationException"/> where the column takes no such values.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write<T>(long row, T value)
    {
        if (!RuntimeHelpers.IsReferenceOrContainsReferences<T>() && layout == typeof(T))
            Unsafe.WriteUnaligned(Data + (row * Unsafe.SizeOf<T>()), value);
        else
            Convert(row, value);
    }

    /// <summary>Writes text. Throws <see cref="InvalidOperationException"/> where the column takes none.</summary>
    public virtual void WriteText(long row, string text) => throw CannotWrite(typeof(string));

    /// <summary>Writes bytes. Throws <see cref="InvalidOperationException"/> where the column takes none.</summary>
    public virtual void WriteBytes(long row, ReadOnlySpan<byte> bytes) => throw CannotWrite(typeof(byte[]));

    /// <summary>Writes a list. Throws <see cref="InvalidOperationException"/> where the column takes none.</summary>
    public virtual void WriteList<T>(long row, IEnumerable<T> items) => throw CannotWrite(items.GetType());

    /// <summary>
    /// Writes a .NET enumeration by its number. Throws <see cref="InvalidOperationException"/> where the column takes none.
    /// </summary>
    public virtual void WriteEnum(long row, Enum value) => throw CannotWrite(value.GetType());

    protected T* Elements<T>()
        where T : unmanaged => (T*)Data;

    protected InvalidOperationException CannotWrite(Type source) => new(layout is null
        ? $"Cannot write {source.Name} to {Type} column"
        : $"Cannot write {source.Name} to {Type} column. It takes {layout.Name} only; the compiler takes a small literal for SByte.");

    private void Convert<T>(long row, T value)
    {
        if (value is null)
            WriteNull(row);
        else if (this is IVectorWriter<T> typed)
            typed.WriteValid(row, value);
        else if (NullableWriter<T>.Write is { } write)
            write(this, row, value);
        else if (value is string text)
            WriteText(row, text);
        else if (value is Enum member)
            WriteEnum(row, member);
        else if (value is byte[] bytes)
            WriteBytes(row, bytes);
        else if (typeof(T) == typeof(object) || value is System.Collections.IEnumerable)
            RuntimeTypes.Write(this, row, value);
        else
            throw CannotWrite(typeof(T));
    }
}
