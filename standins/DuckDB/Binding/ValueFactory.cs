using System.Collections;
using System.Data;
using System.Globalization;
using System.Numerics;
using System.Text;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Binding;

/// <summary>
/// Makes native values of .NET values. Each has the type that fits best; DuckDB converts it to what a statement asks for.
/// </summary>
internal static unsafe class ValueFactory
{
    /// <summary>A native value.</summary>
    /// <param name="value">The value; null and <see cref="DBNull"/> are NULL.</param>
    /// <param name="dbType">What the parameter says; decides where a .NET type could be several.</param>
    /// <param name="target">What the statement asks for; decides the precision of points in time and the type of list items.</param>
    public static ValueHandle Create(object? value, DbType dbType, LogicalTypeHandle target)
    {
        if (value is null or DBNull)
            return NativeMethods.CreateNullValue();
        var type = NativeMethods.GetTypeId(target);
        if (WholeNumbers.IsType(type))
            return WholeNumbers.TryCreate(value, type) ?? Text(Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty);
        return Create(value, dbType, target, type);
    }

    private static ValueHandle Create(object value, DbType dbType, LogicalTypeHandle target, DuckDBType type) => value switch
    {
        bool it => NativeMethods.CreateBool(it),
        sbyte it => NativeMethods.CreateInt8(it),
        short it => NativeMethods.CreateInt16(it),
        int it => NativeMethods.CreateInt32(it),
        long it => NativeMethods.CreateInt64(it),
        byte it => NativeMethods.CreateUint8(it),
        ushort it => NativeMethods.CreateUint16(it),
        uint it => NativeMethods.CreateUint32(it),
        ulong it => NativeMethods.CreateUint64(it),
        float it => NativeMethods.CreateFloat(it),
        double it => NativeMethods.CreateDouble(it),
        decimal it => Decimal(it),
        BigInteger it when type == DuckDBType.HugeInt => NativeMethods.CreateHugeint(new DuckDBHugeInt(it)),
        BigInteger it => Integer(it),
        string it => Text(it),
        byte[] it when type is not (DuckDBType.List or DuckDBType.Array) => Blob(it),
        Guid it => NativeMethods.CreateUuid(UuidBits.ToPlain(it)),
        DateOnly it => NativeMethods.CreateDate(Epoch.Days(it)),
        DuckDBDateOnly it => NativeMethods.CreateDate(it.ToDays()),
        TimeOnly it => NativeMethods.CreateTime(it.Ticks / TimeSpan.TicksPerMicrosecond),
        DuckDBTimeOnly it => NativeMethods.CreateTime(NativeMethods.ToTime(it)),
        DateTime it => PointInTime(it, dbType, type),
        DuckDBTimestamp it => NativeMethods.CreateTimestamp(it.ToMicroseconds()),
        DateTimeOffset it => type == DuckDBType.TimeTz
            ? NativeMethods.CreateTimeTzValue(TimeTzBits.Pack(it))
            : NativeMethods.CreateTimestampTz(Epoch.Microseconds(it.UtcDateTime)),
        TimeSpan it when dbType != DbType.Time && type is DuckDBType.Invalid or DuckDBType.Interval => NativeMethods.CreateInterval(it),
        // DuckDB checks a text. A time of day that is none would end the process when it is written out.
        TimeSpan it => Text(it.ToString()),
        DuckDBInterval it => NativeMethods.CreateInterval(it),
        DuckDBHugeInt it => NativeMethods.CreateHugeint(it),
        DuckDBUHugeInt it => NativeMethods.CreateUhugeint(it),
        ICollection it => List(it, dbType, target),
        _ => Text(value.ToString() ?? string.Empty),
    };

    private static ValueHandle Decimal(decimal value)
    {
        var digits = DecimalDigits.Of(value);
        var width = Math.Max(DecimalDigits.Count(digits), value.Scale + 1);
        return NativeMethods.CreateDecimal(new DuckDBDecimal((byte)width, value.Scale, new DuckDBHugeInt(digits)));
    }

    private static ValueHandle Integer(BigInteger value)
    {
        if (value >= DuckDBHugeInt.HugeIntMinValue && value <= DuckDBHugeInt.HugeIntMaxValue)
            return NativeMethods.CreateHugeint(new DuckDBHugeInt(value));
        if (value.Sign > 0 && value <= DuckDBUHugeInt.HugeIntMaxValue)
            return NativeMethods.CreateUhugeint(new DuckDBUHugeInt(value));
        var bytes = BigInteger.Abs(value).ToByteArray(isUnsigned: true, isBigEndian: true);
        fixed (byte* data = bytes)
            return NativeMethods.CreateBignum(new NativeBignum(data, bytes.Length, value.Sign < 0));
    }

    private static ValueHandle Text(string value)
    {
        var bytes = Encoding.UTF8.GetBytes(value);
        fixed (byte* text = bytes)
            return NativeMethods.CreateVarcharLength(text, bytes.Length);
    }

    private static ValueHandle Blob(byte[] value)
    {
        fixed (byte* data = value)
            return NativeMethods.CreateBlob(data, value.Length);
    }

    private static ValueHandle PointInTime(DateTime value, DbType dbType, DuckDBType type) => dbType switch
    {
        DbType.Date => NativeMethods.CreateDate(Epoch.Days(DateOnly.FromDateTime(value))),
        DbType.Time => NativeMethods.CreateTime(value.TimeOfDay.Ticks / TimeSpan.TicksPerMicrosecond),
        _ => type switch
        {
            DuckDBType.TimestampNs => NativeMethods.CreateTimestampNs(Epoch.Nanoseconds(value)),
            // DuckDB would round a TIMESTAMP.
            DuckDBType.TimestampMs => NativeMethods.CreateTimestampMs(Epoch.Milliseconds(value)),
            DuckDBType.TimestampS => NativeMethods.CreateTimestampS(Epoch.Seconds(value)),
            // A TIMESTAMP would be taken as local time of the connection's time zone.
            DuckDBType.TimestampTz => NativeMethods.CreateTimestampTz(Epoch.Microseconds(value)),
            _ => NativeMethods.CreateTimestamp(Epoch.Microseconds(value)),
        },
    };

    private static ValueHandle List(ICollection items, DbType dbType, LogicalTypeHandle target)
    {
        using var itemType = ItemType(items, target);
        var values = new ValueHandle[items.Count];
        var handles = new nint[items.Count];
        try
        {
            var index = 0;
            foreach (var item in items)
            {
                values[index] = Create(item, dbType, itemType);
                handles[index] = values[index].DangerousGetHandle();
                index++;
            }

            // An empty array has no address, which DuckDB refuses.
            nint nothing = 0;
            fixed (nint* first = handles)
            {
                var list = NativeMethods.CreateListValue(itemType, first is null ? &nothing : first, handles.Length);
                return !list.IsInvalid ? list : throw new DuckDBException(
                    $"The items of a {items.GetType()} cannot be bound as a list of {NativeMethods.GetTypeId(itemType)}.");
            }
        }
        finally
        {
            foreach (var value in values)
                value?.Dispose();
        }
    }

    private static LogicalTypeHandle ItemType(ICollection items, LogicalTypeHandle target) => NativeMethods.GetTypeId(target) switch
    {
        DuckDBType.List => NativeMethods.ListTypeChildType(target),
        DuckDBType.Array => NativeMethods.ArrayTypeChildType(target),
        _ => LogicalTypes.Of(LogicalTypes.ItemOf(items.GetType())),
    };
}
