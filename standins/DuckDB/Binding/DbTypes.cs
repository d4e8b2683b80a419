using System.Collections.Frozen;
using System.Data;
using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Binding;

/// <summary>The database type that follows from the type of a value.</summary>
internal static class DbTypes
{
    private static readonly FrozenDictionary<Type, DbType> ByType = new Dictionary<Type, DbType>
    {
        [typeof(bool)] = DbType.Boolean,
        [typeof(sbyte)] = DbType.SByte,
        [typeof(short)] = DbType.Int16,
        [typeof(int)] = DbType.Int32,
        [typeof(long)] = DbType.Int64,
        [typeof(byte)] = DbType.Byte,
        [typeof(ushort)] = DbType.UInt16,
        [typeof(uint)] = DbType.UInt32,
        [typeof(ulong)] = DbType.UInt64,
        [typeof(float)] = DbType.Single,
        [typeof(double)] = DbType.Double,
        [typeof(decimal)] = DbType.Currency,
        [typeof(BigInteger)] = DbType.VarNumeric,
        [typeof(string)] = DbType.String,
        [typeof(byte[])] = DbType.Binary,
        [typeof(Guid)] = DbType.Guid,
        [typeof(DateOnly)] = DbType.Date,
        [typeof(DuckDBDateOnly)] = DbType.Date,
        [typeof(TimeOnly)] = DbType.Time,
        [typeof(DuckDBTimeOnly)] = DbType.Time,
        [typeof(DateTime)] = DbType.DateTime,
        [typeof(DuckDBTimestamp)] = DbType.DateTime,
        [typeof(DateTimeOffset)] = DbType.DateTimeOffset,
    }.ToFrozenDictionary();

    /// <summary><see cref="DbType.Object"/> for null and for types without one of their own.</summary>
    public static DbType Of(object? value) =>
        value is not null && ByType.TryGetValue(value.GetType(), out var type) ? type : DbType.Object;
}
