using System.Collections;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes LIST and ARRAY. The items of all rows of a chunk lie one after the other in a vector of their own.</summary>
internal sealed unsafe class ListWriter : VectorWriter
{
    private readonly VectorWriter _items;

    // 0 for LIST, whose rows have lengths of their own.
    private readonly int _arrayLength;

    private long _used;
    private long _capacity;

    public ListWriter(LogicalTypeHandle type)
        : base(NativeMethods.GetTypeId(type))
    {
        _arrayLength = Type == DuckDBType.Array ? (int)NativeMethods.ArrayTypeArraySize(type) : 0;
        using var itemType = _arrayLength > 0 ? NativeMethods.ArrayTypeChildType(type) : NativeMethods.ListTypeChildType(type);
        _items = VectorWriters.Create(itemType);
    }

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        _used = 0;
        _capacity = NativeMethods.VectorSize();
        AttachItems();
    }

    public override void WriteNull(long row)
    {
        base.WriteNull(row);
        // A null array has items too, and they must not be read as values.
        for (var index = 0; index < _arrayLength; index++)
            _items.WriteNull((row * _arrayLength) + index);
    }

    public override void WriteList<T>(long row, IEnumerable<T> items)
    {
        if (items is not ICollection collection)
            throw CannotWrite(items.GetType());

        var offset = _arrayLength > 0 ? row * _arrayLength : _used;
        if (_arrayLength == 0)
        {
            Reserve(_used + collection.Count);
        }
        else if (collection.Count != _arrayLength)
        {
            throw new InvalidOperationException(
                $"Column has Array size of {_arrayLength} but the specified value has size of {collection.Count}");
        }

        var next = offset;
        foreach (var item in items)
            _items.Write(next++, item);

        if (_arrayLength > 0)
            return;
        _used = next;
        Elements<NativeListEntry>()[row] = new NativeListEntry(offset, next - offset);
        NativeMethods.ListVectorSetSize(Vector, _used);
    }

    private void Reserve(long count)
    {
        if (count <= _capacity)
            return;

        // DuckDB copies as many items as the list says it has.
        NativeMethods.ListVectorSetSize(Vector, _used);
        _capacity = Math.Max(count, _capacity * 2);
        if (NativeMethods.ListVectorReserve(Vector, _capacity) != NativeMethods.Success)
            throw new DuckDBException($"DuckDB has no room for a list vector of {_capacity} items.");
        AttachItems();
    }

    private void AttachItems() =>
        _items.Attach(_arrayLength > 0 ? NativeMethods.ArrayVectorGetChild(Vector) : NativeMethods.ListVectorGetChild(Vector));
}
