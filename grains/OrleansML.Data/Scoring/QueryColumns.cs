using System.Data;
using System.Globalization;
using Npgsql;
using Npgsql.Schema;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Scoring;

namespace OrleansML.Data.Scoring;

/// <summary>The columns that a query returns.</summary>
internal sealed class QueryColumns
{
    private readonly Dictionary<string, NpgsqlDbColumn> _columns;

    private QueryColumns(IEnumerable<NpgsqlDbColumn> columns) =>
        _columns = columns.GroupBy(static column => column.ColumnName, StringComparer.OrdinalIgnoreCase).ToDictionary(static group => group.Key, static group => group.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks what a query returns.</summary>
    /// <exception cref="ScoringDataException">A column is missing.</exception>
    public static QueryColumns Of(NpgsqlConnection connection, QueryInput query, string[] columns)
    {
        using var command = new NpgsqlCommand($"SELECT * FROM ({query.Query}) AS q LIMIT 0", connection);
        using var reader = command.ExecuteReader(CommandBehavior.SchemaOnly);
        var found = new QueryColumns(reader.GetColumnSchema());
        string[] missing = [.. columns.Concat(query.Key).Distinct().Where(name => !found._columns.ContainsKey(name))];
        return missing.Length == 0
            ? found
            : throw new ScoringDataException(
                ScoringFailure.Misconfigured,
                [$"the query (input.postgresql.query) returns no column {missing.Select(static name => $"'{name}'").Join()}; it has {found._columns.Keys.Join()}"]);
    }

    public ScoringField[] Fields(IEnumerable<string> columns) => [.. columns.Select(name => new ScoringField(name, TypeOf(name)))];

    /// <summary>The name as the query spells it.</summary>
    public string NameOf(string column) => _columns[column].ColumnName;

    /// <summary>A value as a literal of PostgreSQL, with the type of its column.</summary>
    public string Literal(string column, string value) => $"{Sql.Text(value)}::{_columns[column].DataTypeName}";

    /// <summary>DuckDB's type for a column; text for what it does not know.</summary>
    public string TypeOf(string column)
    {
        var found = _columns[column];
        return found.PostgresType.Name switch
        {
            "smallint" => "SMALLINT",
            "integer" => "INTEGER",
            "bigint" => "BIGINT",
            "real" => "FLOAT",
            "double precision" => "DOUBLE",
            "boolean" => "BOOLEAN",
            "date" => "DATE",
            "timestamp without time zone" => "TIMESTAMP",
            "timestamp with time zone" => "TIMESTAMPTZ",
            "uuid" => "UUID",
            "numeric" when found.NumericPrecision is { } precision and <= 38 && found.NumericScale is { } scale and >= 0 && scale <= precision =>
                string.Create(CultureInfo.InvariantCulture, $"DECIMAL({precision},{scale})"),
            _ => "VARCHAR",
        };
    }
}
