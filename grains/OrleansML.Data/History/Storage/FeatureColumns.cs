using DuckDB.NET.Data;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Storage;

/// <summary>Feature values from and to DuckDB's columns, unchanged to the bit.</summary>
internal static class FeatureColumns
{
    public static IDuckDBAppenderRow Append(this IDuckDBAppenderRow row, FeatureTime time) =>
        row.AppendValue((DateTime?)new DateTime(DateTime.UnixEpoch.Ticks + (time.Microseconds * TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc));

    /// <summary>Appends a value to a column of its type.</summary>
    public static void Append(this IDuckDBAppenderRow row, in FeatureValue value)
    {
        switch (value.Type)
        {
            case FeatureType.String when value.TryGetText(out var text):
                row.AppendValue(text);
                break;
            case FeatureType.Bool when value.TryGetBoolean(out var truth):
                row.AppendValue((bool?)truth);
                break;
            case FeatureType.Timestamp when value.TryGetTime(out var time):
                row.Append(time);
                break;
            case FeatureType.Int when value.TryGetInteger(out var number):
                row.AppendValue((int?)number);
                break;
            case FeatureType.Long when value.TryGetInteger(out var number):
                row.AppendValue((long?)number);
                break;
            case FeatureType.Float when value.TryGetNumber(out var number):
                row.AppendValue((float?)number);
                break;
            case FeatureType.Double when value.TryGetNumber(out var number):
                row.AppendValue((double?)number);
                break;
            default:
                row.AppendNullValue();
                break;
        }
    }

    /// <summary>The expression that <see cref="Read"/> reads a value of a type from: times as microseconds.</summary>
    public static string Readable(FeatureType type, string expression)
    {
        var cast = $"TRY_CAST({expression} AS {Sql.TypeOf(type)})";
        return type == FeatureType.Timestamp ? $"epoch_us({cast})" : cast;
    }

    public static FeatureValue Read(this DuckDBDataReader reader, int ordinal, FeatureType type)
    {
        if (reader.IsDBNull(ordinal))
            return FeatureValue.Missing;

        return type switch
        {
            FeatureType.Bool => FeatureValue.Of(reader.GetBoolean(ordinal)),
            FeatureType.Int => FeatureValue.Of(reader.GetInt32(ordinal)),
            FeatureType.Long => FeatureValue.Of(reader.GetInt64(ordinal)),
            FeatureType.Float => FeatureValue.Of(reader.GetFloat(ordinal)),
            FeatureType.Double => FeatureValue.Of(reader.GetDouble(ordinal)),
            FeatureType.Timestamp => FeatureValue.Of(new FeatureTime(reader.GetInt64(ordinal))),
            _ => FeatureValue.Of(reader.GetString(ordinal)),
        };
    }
}
