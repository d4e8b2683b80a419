using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads whole numbers of more than 64 bits. What does not fit throws <see cref="InvalidCastException"/>.</summary>
internal abstract class BigNumberReader(DuckDBType type, string columnName) : VectorReader(type, columnName), IVectorReader<BigInteger>
{
    public override Type ClrType => typeof(BigInteger);

    public abstract BigInteger ReadValid(long row);

    public override object Box(long row, Type type)
    {
        var value = ReadValid(row);
        if (type == typeof(BigInteger) || type == typeof(object))
            return value;
        if (type.IsEnum)
            throw CannotCast(typeof(BigInteger), type);
        try
        {
            return System.Type.GetTypeCode(type) switch
            {
                TypeCode.SByte => (sbyte)value,
                TypeCode.Int16 => (short)value,
                TypeCode.Int32 => (int)value,
                TypeCode.Int64 => (long)value,
                TypeCode.Byte => (byte)value,
                TypeCode.UInt16 => (ushort)value,
                TypeCode.UInt32 => (uint)value,
                TypeCode.UInt64 => (ulong)value,
                _ => throw CannotCast(typeof(BigInteger), type),
            };
        }
        catch (OverflowException)
        {
            throw CannotCast(typeof(BigInteger), type);
        }
    }
}
