using System.Globalization;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Binding;

/// <summary>
/// Makes native whole numbers of whatever .NET converts to them: <see cref="Convert"/> rounds half to even, where DuckDB rounds decimals away
/// from zero.
/// </summary>
internal static class WholeNumbers
{
    /// <summary>Whether a type is one of whole numbers of up to 64 bits.</summary>
    public static bool IsType(DuckDBType type) => type is >= DuckDBType.TinyInt and <= DuckDBType.UnsignedBigInt;

    /// <summary>A number of the type; null where the value is none, or does not fit.</summary>
    /// <param name="value">The value.</param>
    /// <param name="type">One that <see cref="IsType"/> knows.</param>
    public static ValueHandle? TryCreate(object value, DuckDBType type)
    {
        try
        {
            var culture = CultureInfo.InvariantCulture;
            return type switch
            {
                DuckDBType.TinyInt => NativeMethods.CreateInt8(Convert.ToSByte(value, culture)),
                DuckDBType.SmallInt => NativeMethods.CreateInt16(Convert.ToInt16(value, culture)),
                DuckDBType.Integer => NativeMethods.CreateInt32(Convert.ToInt32(value, culture)),
                DuckDBType.BigInt => NativeMethods.CreateInt64(Convert.ToInt64(value, culture)),
                DuckDBType.UnsignedTinyInt => NativeMethods.CreateUint8(Convert.ToByte(value, culture)),
                DuckDBType.UnsignedSmallInt => NativeMethods.CreateUint16(Convert.ToUInt16(value, culture)),
                DuckDBType.UnsignedInteger => NativeMethods.CreateUint32(Convert.ToUInt32(value, culture)),
                _ => NativeMethods.CreateUint64(Convert.ToUInt64(value, culture)),
            };
        }
        catch (Exception exception) when (exception is InvalidCastException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
