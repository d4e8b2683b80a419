using System.Runtime.CompilerServices;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>
/// Reads one column, or the items of one, from the vectors of the chunks of a result. Heirs implement <see cref="IVectorReader{T}"/> for
/// every type that they read without boxing.
/// </summary>
internal abstract unsafe class VectorReader(DuckDBType type, string columnName)
{
    private ulong* _validity;

    public DuckDBType Type { get; } = type;

    public string ColumnName { get; } = columnName;

    /// <summary>The type of values that are read without asking for one.</summary>
    public abstract Type ClrType { get; }

    /// <summary>The type that holds every value that the column may have.</summary>
    public virtual Type ProviderSpecificClrType => ClrType;

    /// <summary>The first element of the vector.</summary>
    protected byte* Data { get; private set; }

    /// <summary>The type whose memory layout the vector has, if there is one.</summary>
    protected Type? Layout { get; init; }

    /// <summary>Goes on to the vector of the next chunk.</summary>
    public virtual void Attach(nint vector)
    {
        Data = NativeMethods.VectorGetData(vector);
        _validity = NativeMethods.VectorGetValidity(vector);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsValid(long row) => _validity is null || (_validity[row >> 6] & (1ul << (int)(row & 63))) != 0;

    /// <summary>The value of a row. Throws <see cref="InvalidCastException"/> where it is null or of another type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Read<T>(long row)
    {
        if (!IsValid(row))
            return Null<T>();
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>() || Layout != typeof(T))
            return Convert<T>(row);
        return Unsafe.ReadUnaligned<T>(Data + (row * Unsafe.SizeOf<T>()));
    }

    /// <summary>The value of a row that is not null, as a given type.</summary>
    public abstract object Box(long row, Type type);

    /// <summary>
    /// An item of a list or map: null where the type has null. Throws <see cref="InvalidCastException"/> where it has none.
    /// </summary>
    public bool TryReadItem<T>(long row, out T? item)
    {
        if (IsValid(row))
        {
            item = Read<T>(row);
            return true;
        }

        item = default;
        return item is null;
    }

    protected T* Elements<T>()
        where T : unmanaged => (T*)Data;

    protected InvalidCastException CannotCast(Type source, Type target) =>
        new($"Cannot cast from {source.Name} to {target.Name} in column {ColumnName}");

    private T Null<T>() => NullableReader<T>.Read is not null
        ? default!
        : throw new InvalidCastException($"Column '{ColumnName}' value is null");

    private T Convert<T>(long row)
    {
        if (this is IVectorReader<T> typed)
            return typed.ReadValid(row);
        return NullableReader<T>.Read is { } read ? read(this, row) : (T)Box(row, typeof(T));
    }
}
