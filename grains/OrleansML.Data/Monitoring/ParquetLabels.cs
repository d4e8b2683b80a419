using DuckDB.NET.Data;
using OrleansML.Data.History;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>Reads labels from a Parquet file as text.</summary>
public static class ParquetLabels
{
    private const string Prediction = "prediction_id";
    private const string Label = "label";
    private const string ObservedAt = "observed_at";

    private static readonly string[] Nested = ["STRUCT", "MAP", "UNION"];

    /// <summary>The rows in order: id, label, and time of observation in ISO 8601; null where there is none.</summary>
    /// <param name="path">A Parquet file with the columns <c>prediction_id</c>, <c>label</c> and perhaps <c>observed_at</c>.</param>
    /// <exception cref="HistoryException">The file cannot be read, or lacks a column; the message lists those it has.</exception>
    public static IReadOnlyList<(string? PredictionId, string? Label, string? ObservedAt)> Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        try
        {
            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            Execute(connection, "SET TimeZone = 'UTC'");
            // What looks like a pattern in a name is none.
            var literal = Sql.Text(path.Replace("[", "[[]", StringComparison.Ordinal).Replace("*", "[*]", StringComparison.Ordinal).Replace("?", "[?]", StringComparison.Ordinal));
            var types = TypesOf(connection, literal);
            if (new[] { Prediction, Label }.FirstOrDefault(name => !types.ContainsKey(name)) is { } missing)
                throw new HistoryException($"'{path}' has no column '{missing}', only {types.Keys.Join()}.");

            if (types[Label] is var type && (type.EndsWith(']') || Nested.Any(nested => type.StartsWith(nested, StringComparison.Ordinal))))
                throw new HistoryException($"Column '{Label}' of '{path}' holds {type}; texts, numbers or Booleans are allowed.");

            return Rows(connection, literal, types);
        }
        catch (DuckDBException exception)
        {
            throw new HistoryException($"'{path}' cannot be read as Parquet: {exception.Message.Split('\n')[0]}", exception);
        }
    }

    private static List<(string? PredictionId, string? Label, string? ObservedAt)> Rows(DuckDBConnection connection, string file, Dictionary<string, string> types)
    {
        var observedAt = !types.TryGetValue(ObservedAt, out var type) ? "NULL::VARCHAR"
            : type.StartsWith("TIMESTAMP", StringComparison.Ordinal) ? $"strftime({ObservedAt}::TIMESTAMP, '%Y-%m-%dT%H:%M:%S.%fZ')"
            : $"{ObservedAt}::VARCHAR";
        using var command = connection.CreateCommand();
        command.CommandText =
            $"SELECT {Prediction}::VARCHAR, {Label}::VARCHAR, {observedAt} FROM read_parquet({file}, file_row_number = true) ORDER BY file_row_number";
        using var reader = command.ExecuteReader();
        var rows = new List<(string?, string?, string?)>();
        while (reader.Read())
            rows.Add((Text(reader, 0), Text(reader, 1), Text(reader, 2)));
        return rows;
    }

    private static void Execute(DuckDBConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static string? Text(DuckDBDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private static Dictionary<string, string> TypesOf(DuckDBConnection connection, string file)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"DESCRIBE SELECT * FROM read_parquet({file})";
        using var reader = command.ExecuteReader();
        var types = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.Read())
            types[reader.GetString(0)] = reader.GetString(1);
        return types;
    }
}
