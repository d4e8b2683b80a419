using System.Collections.Concurrent;
using System.Reflection;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads MAP as a dictionary. Null values need a value type that has null.</summary>
internal sealed unsafe class MapReader : VectorReader
{
    private static readonly ConcurrentDictionary<Type, Func<MapReader, long, object>> Builders = new();

    private readonly VectorReader _keys;
    private readonly VectorReader _values;

    public MapReader(LogicalTypeHandle type, string columnName)
        : base(DuckDBType.Map, columnName)
    {
        using var keyType = NativeMethods.MapTypeKeyType(type);
        using var valueType = NativeMethods.MapTypeValueType(type);
        _keys = VectorReaders.Create(keyType, columnName);
        _values = VectorReaders.Create(valueType, columnName);
    }

    public override Type ClrType => typeof(Dictionary<,>).MakeGenericType(_keys.ClrType, _values.ClrType);

    public override Type ProviderSpecificClrType =>
        typeof(Dictionary<,>).MakeGenericType(_keys.ProviderSpecificClrType, _values.ProviderSpecificClrType);

    public override void Attach(nint vector)
    {
        base.Attach(vector);
        var entries = NativeMethods.ListVectorGetChild(vector);
        _keys.Attach(NativeMethods.StructVectorGetChild(entries, 0));
        _values.Attach(NativeMethods.StructVectorGetChild(entries, 1));
    }

    public override object Box(long row, Type type)
    {
        if (type == typeof(object))
            type = ClrType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Dictionary<,>) || type.GetGenericArguments().Contains(typeof(object)))
            throw new InvalidCastException($"Cannot read Map column {ColumnName} as {type.Name}. Use a Dictionary<,>, or GetValue().");
        return Builders.GetOrAdd(type, CreateBuilder)(this, row);
    }

    private static Func<MapReader, long, object> CreateBuilder(Type dictionary) =>
        typeof(MapReader).GetMethod(nameof(Build), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(dictionary.GetGenericArguments()).CreateDelegate<Func<MapReader, long, object>>();

    private static Dictionary<TKey, TValue> Build<TKey, TValue>(MapReader reader, long row)
        where TKey : notnull
    {
        var entry = reader.Elements<NativeListEntry>()[row];
        var dictionary = new Dictionary<TKey, TValue>((int)entry.Length);
        for (var index = entry.Offset; index < entry.Offset + entry.Length; index++)
        {
            if (!reader._values.TryReadItem<TValue>(index, out var value))
            {
                throw new InvalidCastException(
                    $"The Map in column {reader.ColumnName} contains null value but dictionary does not allow null values");
            }

            dictionary.Add(reader._keys.Read<TKey>(index), value!);
        }

        return dictionary;
    }
}
