using System.Collections;
using System.Collections.Concurrent;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads LIST and ARRAY as lists. Null items need an item type that has null.</summary>
internal sealed unsafe class ListReader : VectorReader
{
    private static readonly ConcurrentDictionary<Type, Func<ListReader, long, long, object>> Builders = new();

    private static readonly Func<Type, Func<ListReader, long, long, object>> CreateBuilder =
        GenericMethods.Create<Func<ListReader, long, long, object>>(Build<int>);

    private readonly VectorReader _items;

    // 0 for LIST, whose rows have lengths of their own.
    private readonly long _arrayLength;

    public ListReader(LogicalTypeHandle type, string columnName)
        : base(NativeMethods.GetTypeId(type), columnName)
    {
        var isArray = Type == DuckDBType.Array;
        _arrayLength = isArray ? NativeMethods.ArrayTypeArraySize(type) : 0;
        using var itemType = isArray ? NativeMethods.ArrayTypeChildType(type) : NativeMethods.ListTypeChildType(type);
        _items = VectorReaders.Create(itemType, columnName);
    }

    public override Type ClrType => typeof(List<>).MakeGenericType(_items.ClrType);

    public override Type ProviderSpecificClrType => typeof(List<>).MakeGenericType(_items.ProviderSpecificClrType);

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        _items.Attach(Type == DuckDBType.Array ? NativeMethods.ArrayVectorGetChild(vector) : NativeMethods.ListVectorGetChild(vector));
    }

    public override object Box(long row, Type type)
    {
        if (type == typeof(object))
            type = ClrType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(List<>) || type.GetGenericArguments()[0] == typeof(object))
        {
            throw new InvalidCastException(
                $"Cannot read column {ColumnName} as {type.Name}. Use a List<> of a concrete type, or GetValue().");
        }

        var build = Builders.GetOrAdd(type.GetGenericArguments()[0], CreateBuilder);
        if (_arrayLength > 0)
            return build(this, row * _arrayLength, _arrayLength);
        var entry = Elements<NativeListEntry>()[row];
        return build(this, entry.Offset, entry.Length);
    }

    private static IList Build<T>(ListReader reader, long offset, long length)
    {
        var list = new List<T>((int)length);
        for (var row = offset; row < offset + length; row++)
        {
            if (!reader._items.TryReadItem<T>(row, out var item))
                throw new InvalidCastException("The list contains null value");
            list.Add(item!);
        }

        return list;
    }
}
