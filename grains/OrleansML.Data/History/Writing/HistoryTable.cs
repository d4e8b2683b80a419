using DuckDB.NET.Data;
using OrleansML.Data.History.Storage;
using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Writing;

/// <summary>The rows of one view, kind and day that are not in a file yet, in a table in memory.</summary>
internal sealed class HistoryTable : IDisposable
{
    private readonly DuckDBConnection _connection;
    private readonly string _name;
    private readonly int[] _slots;
    private readonly FeatureValue[] _told;
    private DuckDBAppender? _appender;

    public HistoryTable(DuckDBConnection connection, string name, HistorySchema schema, HistoryKind kind, DateOnly day, DateTimeOffset opened)
    {
        _connection = connection;
        _name = name;
        _slots = [.. schema.WrittenSlots(kind)];
        _told = new FeatureValue[schema.View.Fields.Count];
        (Schema, Kind, Day, Opened) = (schema, kind, day, opened);
        Execute($"CREATE TABLE {name} ({schema.Columns(kind).Select(column => column.ToString()).Join()})");
    }

    public HistorySchema Schema { get; }

    public HistoryKind Kind { get; }

    public DateOnly Day { get; }

    public DateTimeOffset Opened { get; }

    /// <summary>When writing is tried again after it failed; null when it has not failed.</summary>
    public DateTimeOffset? RetryAt { get; set; }

    public int Rows { get; private set; }

    public void Append(in HistoryRow row, ReadOnlySpan<FeatureValue> keys)
    {
        _appender ??= _connection.CreateAppender(_name);
        var target = _appender.CreateRow();
        foreach (var key in keys)
            target.Append(key);
        if (row.Ingested is { } ingested)
            AppendEvent(target, ingested, row);
        else
            AppendServed(target, row.Served!, row.Sequence);
        target.EndRow();
        Rows++;
    }

    /// <summary>Whether every value has the type of its feature: the appender would take the bytes of another as they are.</summary>
    public bool Accepts(in HistoryRow row)
    {
        if (row.Served is { } served)
        {
            for (var slot = 0; slot < Schema.Slots.Count; slot++)
            {
                if (served.Values.Span[slot].Type is { } type && type != Schema.Slots[slot].Type)
                    return false;
            }

            return true;
        }

        if ((uint)row.Ingested!.Source >= (uint)Schema.View.Sources.Count)
            return false;

        foreach (var (slot, value) in row.Ingested.Fields)
        {
            if ((uint)slot >= (uint)_told.Length || (value.Type is { } type && type != Schema.Slots[slot].Type))
                return false;
        }

        return true;
    }

    /// <summary>Writes the rows to a file; they are kept when that fails.</summary>
    public void CopyTo(string path)
    {
        _appender?.Close();
        _appender = null;
        Execute($"COPY (SELECT * FROM {_name} ORDER BY {Schema.Order(Kind)}) TO {Sql.Text(path)} (FORMAT parquet, COMPRESSION zstd)");
    }

    public void Dispose()
    {
        try
        {
            _appender?.Dispose();
        }
        catch (DuckDBException)
        {
            // Rows that could not be appended; they are counted already.
        }

        Execute($"DROP TABLE {_name}");
    }

    private void AppendEvent(IDuckDBAppenderRow target, FeatureEvent ingested, in HistoryRow row)
    {
        target.Append(ingested.EventTime ?? row.Time)
            .Append(ingested.CreatedTime ?? row.Time)
            .Append(row.Time)
            .AppendValue((long?)row.Sequence)
            .AppendValue(Schema.View.Sources[ingested.Source].Name)
            .AppendValue(ingested.Id);

        List<string>? missing = null;
        Array.Clear(_told);
        foreach (var (slot, value) in ingested.Fields)
        {
            _told[slot] = value;
            if (value.IsMissing && Schema.IsWritten(slot))
                (missing ??= []).Add(Schema.View.Fields[slot].Name);
        }

        if (missing is null)
            target.AppendNullValue();
        else
            target.AppendValue(missing);
        foreach (var slot in _slots)
            target.Append(Schema.Protect(slot, _told[slot]));
    }

    private void AppendServed(IDuckDBAppenderRow target, ServedVector served, long sequence)
    {
        target.Append(served.ServedAt)
            .AppendValue((long?)sequence)
            .AppendValue(served.Model)
            .AppendValue(served.PredictionId)
            .AppendValue(Schema.DefinitionHash);
        var values = served.Values.Span;
        var statuses = served.Statuses.Span;
        foreach (var slot in _slots)
        {
            target.Append(Schema.Protect(slot, values[slot]));
            if (!Schema.IsRequest(slot))
                target.AppendValue(HistoryStatus.NameOf(statuses[slot]));
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
