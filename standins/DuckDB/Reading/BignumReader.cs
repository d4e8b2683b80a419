using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>
/// Reads BIGNUM: a header of three bytes, whose first bit is set for numbers from 0 up, and the absolute value, highest byte first. All
/// bytes of negative numbers are inverted, so that bytes compare as numbers do.
/// </summary>
internal sealed unsafe class BignumReader(string columnName) : BigNumberReader(DuckDBType.VarInt, columnName)
{
    private const int HeaderBytes = 3;
    private const byte NotNegative = 0x80;

    public override BigInteger ReadValid(long row)
    {
        var bytes = NativeString.Bytes(Elements<NativeString>() + row);
        var magnitude = bytes[HeaderBytes..];
        if ((bytes[0] & NotNegative) != 0)
            return new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
        var inverted = magnitude.ToArray();
        for (var index = 0; index < inverted.Length; index++)
            inverted[index] = (byte)~inverted[index];
        return -new BigInteger(inverted, isUnsigned: true, isBigEndian: true);
    }
}
