using System.Collections;
using System.Collections.Concurrent;
using DuckDB.NET.Data.Binding;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes values whose type is known only when they come: items of lists of objects, and lists in lists.</summary>
internal static class RuntimeTypes
{
    private static readonly ConcurrentDictionary<Type, Action<VectorWriter, long, object>> Values = new();
    private static readonly ConcurrentDictionary<Type, Action<VectorWriter, long, object>> Lists = new();

    private static readonly Func<Type, Action<VectorWriter, long, object>> CreateValue =
        GenericMethods.Create<Action<VectorWriter, long, object>>(WriteValue<int>);

    private static readonly Func<Type, Action<VectorWriter, long, object>> CreateList =
        GenericMethods.Create<Action<VectorWriter, long, object>>(WriteList<int>);

    public static void Write(VectorWriter writer, long row, object value)
    {
        if (value.GetType() == typeof(object))
            throw new InvalidOperationException($"Cannot write Object to {writer.Type} column");
        if (value is not string and not byte[] and IEnumerable)
            Lists.GetOrAdd(LogicalTypes.ItemOf(value.GetType()), CreateList)(writer, row, value);
        else
            Values.GetOrAdd(value.GetType(), CreateValue)(writer, row, value);
    }

    private static void WriteValue<T>(VectorWriter writer, long row, object value) => writer.Write(row, (T)value);

    private static void WriteList<T>(VectorWriter writer, long row, object value) =>
        writer.WriteList(row, value as IEnumerable<T> ?? ((IEnumerable)value).Cast<T>());
}
