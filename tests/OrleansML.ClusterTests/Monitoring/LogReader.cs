using System.Globalization;
using DuckDB.NET.Data;

namespace OrleansML.ClusterTests.Monitoring;

/// <summary>Rows of a query, their values joined by <c>|</c>, null as <c>-</c>.</summary>
internal static class LogReader
{
    public static List<string> Rows(string sql)
    {
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(ordinal =>
                reader.IsDBNull(ordinal) ? "-" : Convert.ToString(reader.GetValue(ordinal), CultureInfo.InvariantCulture))));
        }

        return rows;
    }
}
