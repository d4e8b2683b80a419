using System.Data.Common;

namespace OrleansML.Data.Sources;

/// <summary>Where the columns of a source stand in a result.</summary>
internal sealed class PostgresqlColumns
{
    private readonly (SourceColumn Column, int Ordinal)[] _columns;

    /// <summary>Finds the columns.</summary>
    /// <exception cref="SourceException">One is missing, or is there twice.</exception>
    public PostgresqlColumns(SourceBinding binding, DbDataReader reader, IEnumerable<SourceColumn> columns, string setting) =>
        _columns = [.. columns.Select(column => (column, OrdinalOf(binding, reader, column.Name, setting)))];

    /// <summary>Finds a column by its exact name, else by its name in any case, as SQL would.</summary>
    public static int OrdinalOf(SourceBinding binding, DbDataReader reader, string name, string setting)
    {
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            var found = Enumerable.Range(0, reader.FieldCount).Where(ordinal => reader.GetName(ordinal).Equals(name, comparison)).ToArray();
            if (found.Length == 1)
                return found[0];
            if (found.Length > 1)
                throw binding.Failure(SourceFailure.Misconfigured, $"'{setting}' returns the column '{name}' {found.Length} times", "Name each column once.");
        }

        var names = string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName));
        throw binding.Failure(SourceFailure.Misconfigured, $"'{setting}' returns no column '{name}', only {names}", "Add it to the query, or correct the view.");
    }

    /// <summary>Reads the current row.</summary>
    /// <returns>Why it is refused; null when it is not.</returns>
    public Refusal? Read(DbDataReader reader, EventDraft draft)
    {
        Refusal? first = null;
        foreach (var (column, ordinal) in _columns)
        {
            // The rest is read all the same: a refused row should still tell whose it is.
            var refusal = ColumnValue.Read(reader, ordinal, column, out var value) ?? draft.Set(column, value);
            first ??= refusal;
        }

        return first;
    }
}
