using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;

namespace OrleansML.Data.Monitoring;

/// <summary>The predictions of one layout and day that are not in a file yet, in a table in memory.</summary>
internal sealed class PredictionTable : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly PredictionLogOptions _log;
    private readonly string _name;
    private readonly int[] _written;
    private readonly bool[] _hashed;
    private readonly Dictionary<EventCounter, long> _events = [];
    private DuckDBAppender? _appender;

    public PredictionTable(DuckDBConnection connection, PredictionLogOptions log, string name, PredictionLayout layout, DateOnly day)
    {
        _connection = connection;
        _log = log;
        _name = name;
        _written = [.. layout.Written];
        _hashed = [.. _written.Select(index => layout.IsHashed(index, log.Pii))];
        (Layout, Day) = (layout, day);
        var columns = PredictionColumns.About.Concat(_written.Select(index => layout.FileColumn(index, log.Pii)));
        Execute($"CREATE TABLE {name} ({columns.Select(static column => column.ToString()).Join()})");
    }

    public PredictionLayout Layout { get; }

    public DateOnly Day { get; }

    public int Rows { get; private set; }

    /// <summary>When writing is tried again after it failed; null when it has not failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    /// <summary>How many requests of each version the rows come from.</summary>
    public IReadOnlyDictionary<EventCounter, long> Events => _events;

    public void Append(in PredictionRows prediction)
    {
        _appender ??= _connection.CreateAppender(_name);
        for (var row = 0; row < prediction.Rows; row++)
            Append(prediction, row);
        Rows += prediction.Rows;
        _events[prediction.Counter] = _events.GetValueOrDefault(prediction.Counter) + 1;
    }

    /// <summary>Writes the rows to a file; they are kept when that fails.</summary>
    public void CopyTo(string path)
    {
        _appender?.Close();
        _appender = null;
        Execute($"COPY {_name} TO {Sql.Text(path)} (FORMAT parquet, COMPRESSION zstd)");
    }

    public void Dispose()
    {
        try
        {
            _appender?.Dispose();
        }
        catch (DuckDBException)
        {
            // Rows that could not be appended; they count as lost.
        }

        Execute($"DROP TABLE {_name}");
    }

    private void Append(in PredictionRows prediction, int row)
    {
        var target = _appender!.CreateRow();
        target.AppendValue((Guid?)prediction.Id)
            .AppendValue((int?)row)
            .AppendValue((int?)prediction.Rows)
            .Append(prediction.Time)
            .AppendValue((int?)prediction.Counter.Version)
            .AppendValue((int?)prediction.QueueMicroseconds)
            .AppendValue((int?)prediction.ComputeMicroseconds)
            .AppendValue((int?)prediction.FeatureMicroseconds);
        var values = prediction.Row(row);
        for (var index = 0; index < _written.Length; index++)
        {
            var value = values[_written[index]];
            // The appender would take the bytes of another type as they are.
            if (value.Type is { } type && type != Layout.Columns[_written[index]].Type)
                target.AppendNullValue();
            else
                target.Append(_hashed[index] ? PiiHash.Of(value, _log.PiiKey.Value) : value);
        }

        target.EndRow();
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
