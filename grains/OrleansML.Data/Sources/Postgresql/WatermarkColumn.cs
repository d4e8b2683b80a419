using System.Data.Common;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>The column by which changes are ordered.</summary>
/// <param name="Ordinal">Its place in the result.</param>
/// <param name="Kind">Its type, as <see cref="ChangeMark.Kind"/>.</param>
/// <param name="Lowest">
/// Where the first poll starts, as PostgreSQL reads it. Of whole numbers half the least one, so that a query that looks back can subtract from it.
/// </param>
internal sealed record WatermarkColumn(int Ordinal, char Kind, string Lowest)
{
    private const string NoTimeBefore = "-infinity";

    /// <summary>Finds the column.</summary>
    /// <exception cref="SourceException">It is missing or of another type.</exception>
    public static WatermarkColumn Find(SourceBinding binding, DbDataReader reader, string name, string setting)
    {
        var ordinal = PostgresqlColumns.OrdinalOf(binding, reader, name, setting);
        return reader.GetDataTypeName(ordinal) switch
        {
            "smallint" => new WatermarkColumn(ordinal, 'n', "-16384"),
            "integer" => new WatermarkColumn(ordinal, 'n', "-1073741824"),
            "bigint" => new WatermarkColumn(ordinal, 'n', "-4611686018427387904"),
            "timestamp with time zone" => new WatermarkColumn(ordinal, 'z', NoTimeBefore),
            "timestamp without time zone" => new WatermarkColumn(ordinal, 't', NoTimeBefore),
            "date" => new WatermarkColumn(ordinal, 'd', NoTimeBefore),
            var other => throw binding.Failure(
                SourceFailure.Misconfigured,
                $"the watermark '{name}' is of type {other}",
                "Use a column of type smallint, integer, bigint, timestamp, timestamptz or date."),
        };
    }

    /// <summary>The value of the current row; null when it has none, or one that .NET cannot tell: infinite, or after the year 9999.</summary>
    public long? Read(DbDataReader reader)
    {
        if (reader.IsDBNull(Ordinal))
            return null;
        if (Kind == 'n')
            return reader.GetInt64(Ordinal);

        try
        {
            var time = reader.GetDateTime(Ordinal);
            return time == DateTime.MinValue || time == DateTime.MaxValue ? null : ((FeatureTime)new DateTimeOffset(time.Ticks, TimeSpan.Zero)).Microseconds;
        }
        catch (Exception exception) when (exception is InvalidCastException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
