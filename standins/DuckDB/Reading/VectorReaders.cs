using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Chooses the reader for a type.</summary>
internal static class VectorReaders
{
    public static VectorReader Create(LogicalTypeHandle logicalType, string columnName)
    {
        var type = NativeMethods.GetTypeId(logicalType);
        return type switch
        {
            DuckDBType.Boolean => new BooleanReader(columnName),
            DuckDBType.TinyInt => new NumberReader<sbyte>(type, columnName),
            DuckDBType.SmallInt => new NumberReader<short>(type, columnName),
            DuckDBType.Integer => new NumberReader<int>(type, columnName),
            DuckDBType.BigInt => new NumberReader<long>(type, columnName),
            DuckDBType.UnsignedTinyInt => new NumberReader<byte>(type, columnName),
            DuckDBType.UnsignedSmallInt => new NumberReader<ushort>(type, columnName),
            DuckDBType.UnsignedInteger => new NumberReader<uint>(type, columnName),
            DuckDBType.UnsignedBigInt => new NumberReader<ulong>(type, columnName),
            DuckDBType.Float => new NumberReader<float>(type, columnName),
            DuckDBType.Double => new NumberReader<double>(type, columnName),
            DuckDBType.HugeInt => new HugeIntReader(columnName),
            DuckDBType.UnsignedHugeInt => new UHugeIntReader(columnName),
            DuckDBType.VarInt => new BignumReader(columnName),
            DuckDBType.Decimal => new DecimalReader(logicalType, columnName),
            DuckDBType.Varchar => new VarcharReader(columnName),
            DuckDBType.Blob => new BlobReader(columnName),
            DuckDBType.Bit => new BitReader(columnName),
            DuckDBType.Uuid => new UuidReader(columnName),
            DuckDBType.Enum => new EnumReader(logicalType, columnName),
            DuckDBType.Date => new DateReader(columnName),
            DuckDBType.Time => new TimeReader(columnName),
            DuckDBType.TimeTz => new TimeTzReader(columnName),
            DuckDBType.Timestamp or DuckDBType.TimestampS or DuckDBType.TimestampMs or DuckDBType.TimestampNs or DuckDBType.TimestampTz
                => new TimestampReader(type, columnName),
            DuckDBType.Interval => new IntervalReader(columnName),
            DuckDBType.List or DuckDBType.Array => new ListReader(logicalType, columnName),
            DuckDBType.Map => new MapReader(logicalType, columnName),
            DuckDBType.Struct => new StructReader(logicalType, columnName),
            _ => new UnsupportedReader(type, columnName),
        };
    }
}
