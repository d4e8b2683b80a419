using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Chooses the writer for a type.</summary>
internal static class VectorWriters
{
    /// <summary>A writer. Throws <see cref="NotImplementedException"/> for types that appenders do not write.</summary>
    public static VectorWriter Create(LogicalTypeHandle logicalType)
    {
        var type = NativeMethods.GetTypeId(logicalType);
        return type switch
        {
            DuckDBType.Boolean => new VectorWriter(type, typeof(bool)),
            DuckDBType.TinyInt => new VectorWriter(type, typeof(sbyte)),
            DuckDBType.SmallInt => new VectorWriter(type, typeof(short)),
            DuckDBType.Integer => new VectorWriter(type, typeof(int)),
            DuckDBType.BigInt => new VectorWriter(type, typeof(long)),
            DuckDBType.UnsignedTinyInt => new VectorWriter(type, typeof(byte)),
            DuckDBType.UnsignedSmallInt => new VectorWriter(type, typeof(ushort)),
            DuckDBType.UnsignedInteger => new VectorWriter(type, typeof(uint)),
            DuckDBType.UnsignedBigInt => new VectorWriter(type, typeof(ulong)),
            DuckDBType.Float => new VectorWriter(type, typeof(float)),
            DuckDBType.Double => new VectorWriter(type, typeof(double)),
            DuckDBType.HugeInt or DuckDBType.UnsignedHugeInt => new HugeIntWriter(type),
            DuckDBType.Decimal => new DecimalWriter(logicalType),
            DuckDBType.Varchar or DuckDBType.Blob => new StringWriter(type),
            DuckDBType.Uuid => new UuidWriter(),
            DuckDBType.Enum => new EnumWriter(logicalType),
            DuckDBType.Date => new DateWriter(),
            DuckDBType.Time => new TimeWriter(),
            DuckDBType.TimeTz => new TimeTzWriter(),
            DuckDBType.Timestamp or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs => new TimestampWriter(type),
            DuckDBType.TimestampTz => new TimestampTzWriter(),
            DuckDBType.Interval => new IntervalWriter(),
            DuckDBType.List or DuckDBType.Array => new ListWriter(logicalType),
            _ => throw new NotImplementedException($"Writing {type} to data chunk is not yet supported"),
        };
    }
}
