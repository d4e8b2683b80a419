using System.Collections;
using System.Collections.Frozen;
using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Binding;

/// <summary>The DuckDB types that fit .NET types.</summary>
internal static class LogicalTypes
{
    private const byte DecimalWidth = 38;
    private const byte DecimalScale = 18;

    private static readonly FrozenDictionary<Type, DuckDBType> ByType = new Dictionary<Type, DuckDBType>
    {
        [typeof(bool)] = DuckDBType.Boolean,
        [typeof(sbyte)] = DuckDBType.TinyInt,
        [typeof(short)] = DuckDBType.SmallInt,
        [typeof(int)] = DuckDBType.Integer,
        [typeof(long)] = DuckDBType.BigInt,
        [typeof(byte)] = DuckDBType.UnsignedTinyInt,
        [typeof(ushort)] = DuckDBType.UnsignedSmallInt,
        [typeof(uint)] = DuckDBType.UnsignedInteger,
        [typeof(ulong)] = DuckDBType.UnsignedBigInt,
        [typeof(BigInteger)] = DuckDBType.HugeInt,
        [typeof(float)] = DuckDBType.Float,
        [typeof(double)] = DuckDBType.Double,
        [typeof(string)] = DuckDBType.Varchar,
        [typeof(byte[])] = DuckDBType.Blob,
        [typeof(Guid)] = DuckDBType.Uuid,
        [typeof(DateOnly)] = DuckDBType.Date,
        [typeof(TimeOnly)] = DuckDBType.Time,
        [typeof(DateTime)] = DuckDBType.Timestamp,
        [typeof(DateTimeOffset)] = DuckDBType.TimestampTz,
        [typeof(TimeSpan)] = DuckDBType.Interval,
    }.ToFrozenDictionary();

    /// <summary>The type of a value. Throws <see cref="InvalidOperationException"/> where there is none.</summary>
    public static LogicalTypeHandle Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (ByType.TryGetValue(type, out var id))
            return NativeMethods.CreateLogicalType(id);
        if (type == typeof(decimal))
            return NativeMethods.CreateDecimalType(DecimalWidth, DecimalScale);
        if (!type.IsAssignableTo(typeof(IList)))
            throw new InvalidOperationException($"Cannot map type {type.FullName} to DuckDBType.");
        using var item = Of(ItemOf(type));
        return NativeMethods.CreateListType(item);
    }

    /// <summary>The type of the items of a collection.</summary>
    public static Type ItemOf(Type collection)
    {
        var contract = collection.GetInterfaces().FirstOrDefault(
            candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>));
        return contract?.GetGenericArguments()[0] ?? typeof(object);
    }
}
