using System.Data.Common;
using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Reads columns of any ADO.NET reader as values of a feature's type. Whole numbers fit every type of number that holds them, decimals every
/// type of number whose range holds them (a fraction is no whole number), a date is its midnight, a time without offset is UTC. Nothing else
/// is converted.
/// </summary>
internal static class ColumnValue
{
    private static readonly long EarliestMicrosecond = ((FeatureTime)DateTimeOffset.MinValue).Microseconds;
    private static readonly long LatestMicrosecond = ((FeatureTime)DateTimeOffset.MaxValue).Microseconds;

    /// <summary>Whether microseconds since 1970 are a time that .NET can tell.</summary>
    public static bool IsTime(long microseconds) => microseconds >= EarliestMicrosecond && microseconds <= LatestMicrosecond;

    /// <summary>Reads the value of the current row.</summary>
    /// <returns>Why it is refused; null when it is not.</returns>
    public static Refusal? Read(DbDataReader reader, int ordinal, SourceColumn column, out FeatureValue value)
    {
        value = default;
        if (reader.IsDBNull(ordinal))
            return null;

        try
        {
            var type = reader.GetFieldType(ordinal);
            var read = Type.GetTypeCode(type) switch
            {
                TypeCode.Boolean => FeatureValue.Of(reader.GetBoolean(ordinal)),
                TypeCode.Byte => Whole(column, reader.GetByte(ordinal)),
                TypeCode.SByte => Whole(column, reader.GetFieldValue<sbyte>(ordinal)),
                TypeCode.Int16 => Whole(column, reader.GetInt16(ordinal)),
                TypeCode.UInt16 => Whole(column, reader.GetFieldValue<ushort>(ordinal)),
                TypeCode.Int32 => Whole(column, reader.GetInt32(ordinal)),
                TypeCode.UInt32 => Whole(column, reader.GetFieldValue<uint>(ordinal)),
                TypeCode.Int64 => Whole(column, reader.GetInt64(ordinal)),
                TypeCode.UInt64 => Whole(column, checked((long)reader.GetFieldValue<ulong>(ordinal))),
                TypeCode.Single => Real(column, reader.GetFloat(ordinal)),
                TypeCode.Double => Real(column, reader.GetDouble(ordinal)),
                TypeCode.Decimal => Exact(column, reader.GetDecimal(ordinal)),
                TypeCode.DateTime => Time(reader.GetDateTime(ordinal)),
                TypeCode.String => FeatureValue.Of(reader.GetString(ordinal)),
                _ => Other(reader.GetValue(ordinal)),
            };
            if (read?.Type != column.Type)
                return Refusal.Of(column, $"must be of type {EnumText.Of(column.Type)}, and is {reader.GetDataTypeName(ordinal).ToLowerInvariant()}");
            value = read.Value;
            return null;
        }
        // Infinite times, and those after the year 9999, are the last two of these for DuckDB and for dates of PostgreSQL.
        catch (Exception exception) when (exception is OverflowException or InvalidCastException or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return Refusal.Of(column, $"does not fit into type {EnumText.Of(column.Type)}");
        }
    }

    private static FeatureValue? Whole(SourceColumn column, long number) => column.Type switch
    {
        FeatureType.Int => FeatureValue.Of(checked((int)number)),
        FeatureType.Long => FeatureValue.Of(number),
        FeatureType.Float => FeatureValue.Of((float)number),
        FeatureType.Double => FeatureValue.Of((double)number),
        FeatureType.String when column.IsIdentifier => FeatureValue.Of(number.ToString(CultureInfo.InvariantCulture)),
        _ => null,
    };

    private static FeatureValue? Real(SourceColumn column, double number) => column.Type switch
    {
        // What is infinite already is the field's to refuse.
        FeatureType.Float when float.IsFinite((float)number) || !double.IsFinite(number) => FeatureValue.Of((float)number),
        FeatureType.Float => throw new OverflowException(),
        FeatureType.Double => FeatureValue.Of(number),
        _ => null,
    };

    private static FeatureValue? Exact(SourceColumn column, decimal number)
    {
        // .NET converts a decimal to the nearest double but one; its text is read to the nearest, as it is from JSON and CSV.
        if (column.Type == FeatureType.Float)
            return FeatureValue.Of(float.Parse(Text(number), CultureInfo.InvariantCulture));
        if (column.Type == FeatureType.Double)
            return FeatureValue.Of(double.Parse(Text(number), CultureInfo.InvariantCulture));
        return number == decimal.Truncate(number) ? Whole(column, checked((long)number)) : null;
    }

    private static string Text(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    // Npgsql gives infinite times as the least and the greatest.
    private static FeatureValue? Time(DateTime time) => time == DateTime.MinValue || time == DateTime.MaxValue
        ? throw new OverflowException()
        : FeatureValue.Of((FeatureTime)new DateTimeOffset(time.Ticks, TimeSpan.Zero));

    private static FeatureValue? Other(object value) => value switch
    {
        DateOnly date => Time(date.ToDateTime(TimeOnly.MinValue)),
        DateTimeOffset time => FeatureValue.Of((FeatureTime)time),
        Guid id => FeatureValue.Of(id.ToString("D")),
        char character => FeatureValue.Of(character.ToString()),
        _ => null,
    };
}
