using System.Globalization;
using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads ENUM: as text, or as a .NET enumeration or a number by position, from 0.</summary>
internal sealed unsafe class EnumReader : VectorReader, IVectorReader<string>
{
    private readonly DuckDBType _storage;
    private readonly string[] _names;

    public EnumReader(LogicalTypeHandle type, string columnName)
        : base(DuckDBType.Enum, columnName)
    {
        _storage = NativeMethods.EnumInternalType(type);
        _names = EnumNames.Of(type);
    }

    public override Type ClrType => typeof(string);

    public string ReadValid(long row) => _names[Position(row)];

    public override object Box(long row, Type type)
    {
        if (type == typeof(string) || type == typeof(object))
            return ReadValid(row);
        if (type.IsEnum)
            return Enum.ToObject(type, Position(row));
        if (type == typeof(BigInteger))
            return new BigInteger(Position(row));
        if (System.Type.GetTypeCode(type) is >= TypeCode.SByte and <= TypeCode.UInt64)
            return Convert.ChangeType(Position(row), type, CultureInfo.InvariantCulture);
        throw CannotCast(typeof(string), type);
    }

    private uint Position(long row) => _storage switch
    {
        DuckDBType.UnsignedTinyInt => Elements<byte>()[row],
        DuckDBType.UnsignedSmallInt => Elements<ushort>()[row],
        _ => Elements<uint>()[row],
    };
}
