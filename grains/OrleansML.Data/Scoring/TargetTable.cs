using Npgsql;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Scoring;

/// <summary>The table that scores are put into.</summary>
internal sealed class TargetTable
{
    private readonly string _written;
    private readonly string[] _parts;
    private readonly HashSet<string> _columns;

    public TargetTable(NpgsqlConnection connection, string table)
    {
        _written = table;
        _parts = table.Split('.');
        using var command = new NpgsqlCommand("SELECT attname FROM pg_attribute WHERE attrelid = to_regclass($1) AND attnum > 0 AND NOT attisdropped", connection)
        {
            Parameters = { new NpgsqlParameter<string> { TypedValue = Name } },
        };
        using var reader = command.ExecuteReader();
        _columns = new HashSet<string>(StringComparer.Ordinal);
        while (reader.Read())
            _columns.Add(reader.GetString(0));
    }

    /// <summary>The table as SQL.</summary>
    public string Name => string.Join('.', _parts.Select(Sql.Name));

    /// <summary>Whether it was there at the start.</summary>
    public bool Exists => _columns.Count > 0;

    /// <summary>Another table of the same schema, as SQL.</summary>
    public string Beside(string table) => string.Join('.', _parts[..^1].Append(table).Select(Sql.Name));

    /// <exception cref="ScoringDataException">The table is there and lacks a column.</exception>
    public void RequireColumns(IEnumerable<string> columns)
    {
        string[] missing = Exists ? [.. columns.Where(name => !_columns.Contains(name))] : [];
        if (missing.Length > 0)
        {
            throw new ScoringDataException(
                ScoringFailure.Misconfigured,
                [$"the table '{_written}' has no column {missing.Select(static name => $"'{name}'").Join()}; it has {_columns.Join()}; add them, or name others in 'columns' and 'include'"]);
        }
    }
}
