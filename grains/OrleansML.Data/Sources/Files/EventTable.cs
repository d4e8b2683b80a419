using DuckDB.NET.Data;

namespace OrleansML.Data.Sources;

/// <summary>
/// Records of text files in a table of DuckDB, which sorts them: the microseconds of the event time, the number of the file, the line, why the
/// record cannot be read, and its values as text.
/// </summary>
internal sealed class EventTable : IDisposable
{
    private readonly DuckDBAppender _appender;
    private readonly int _columns;

    /// <summary>Creates the table.</summary>
    /// <param name="connection">An open database.</param>
    /// <param name="columns">How many values a record has.</param>
    public EventTable(DuckDBConnection connection, int columns)
    {
        _columns = columns;
        using var command = connection.CreateCommand();
        var values = string.Concat(Enumerable.Range(0, columns).Select(index => $", c{index} VARCHAR"));
        command.CommandText = $"CREATE TABLE records (t BIGINT, f INTEGER, n BIGINT, bad VARCHAR{values})";
        command.ExecuteNonQuery();
        _appender = connection.CreateAppender("records");
    }

    /// <summary>What to select from once everything is added and the table is disposed of.</summary>
    public const string Relation = "records";

    /// <summary>Adds a record.</summary>
    /// <param name="time">Microseconds of its event time; null when it has none that can be read.</param>
    /// <param name="file">Number of its file.</param>
    /// <param name="line">Its line.</param>
    /// <param name="values">Its values.</param>
    public void Add(long? time, int file, long line, ReadOnlySpan<string?> values)
    {
        var row = Start(time, file, line).AppendNullValue();
        foreach (var value in values)
            row = value is null ? row.AppendNullValue() : row.AppendValue(value);
        row.EndRow();
    }

    /// <summary>Adds a line that is no record.</summary>
    public void AddBad(int file, long line, string reason)
    {
        var row = Start(null, file, line).AppendValue(reason);
        for (var index = 0; index < _columns; index++)
            row = row.AppendNullValue();
        row.EndRow();
    }

    /// <summary>Writes what is not written yet.</summary>
    public void Dispose() => _appender.Dispose();

    private IDuckDBAppenderRow Start(long? time, int file, long line) =>
        _appender.CreateRow().AppendValue(time).AppendValue((int?)file).AppendValue((long?)line);
}
