using DuckDB.NET.Data.Writing;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>
/// Appends rows to a table, the fastest way to insert them. Rows reach the table when the appender is closed or disposed, and in between
/// whenever DuckDB flushes. A row that is left incomplete is dropped, and the appender takes no further rows; those before it are kept.
/// A row that the table refuses makes <see cref="CreateRow"/> or <see cref="Close"/> throw <see cref="DuckDBException"/>. One thread at a
/// time may use an appender.
/// </summary>
public class DuckDBAppender : IDisposable
{
    private static readonly int RowsPerChunk = (int)NativeMethods.VectorSize();

    private readonly AppenderHandle _appender;
    private readonly string _table;
    private readonly ChunkHandle _chunk;
    private readonly VectorWriter[] _columns;

    private DuckDBAppenderRow? _lastRow;
    private int _rows;
    private bool _attached;
    private bool _failed;
    private bool _closed;

    internal DuckDBAppender(AppenderHandle appender, string table)
    {
        _appender = appender;
        _table = table;
        var types = new LogicalTypeHandle[NativeMethods.AppenderColumnCount(appender)];
        try
        {
            for (var column = 0; column < types.Length; column++)
                types[column] = NativeMethods.AppenderColumnType(appender, column);
            _columns = Array.ConvertAll(types, VectorWriters.Create);
            _chunk = CreateChunk(types);
        }
        catch
        {
            appender.Dispose();
            throw;
        }
        finally
        {
            foreach (var type in types)
                type?.Dispose();
        }
    }

    /// <summary>
    /// A row, to which one value per column is appended, in their order. Throws <see cref="InvalidOperationException"/> where the appender
    /// is closed or the row before was left incomplete.
    /// </summary>
    public IDuckDBAppenderRow CreateRow()
    {
        EnsureUsable();
        if (_rows == RowsPerChunk)
            AppendChunk();
        if (!_attached)
            AttachColumns();
        return _lastRow = new DuckDBAppenderRow(_table, _columns, _rows++, _chunk, _appender);
    }

    /// <summary>
    /// Appends a row of which <paramref name="writeRow"/> appends all values. After it threw, the appender takes no further rows.
    /// </summary>
    public void AppendRow(Action<IDuckDBAppenderRow> writeRow)
    {
        ArgumentNullException.ThrowIfNull(writeRow);
        AppendRow(writeRow, static (row, write) => write(row));
    }

    /// <summary>
    /// Appends a row of which <paramref name="writeRow"/> appends all values. After it threw, the appender takes no further rows.
    /// </summary>
    /// <param name="state">What <paramref name="writeRow"/> gets, so that it need not capture it.</param>
    /// <param name="writeRow">Appends the values.</param>
    public void AppendRow<TState>(TState state, Action<IDuckDBAppenderRow, TState> writeRow)
    {
        ArgumentNullException.ThrowIfNull(writeRow);
        var row = CreateRow();
        _failed = true;
        writeRow(row, state);
        row.EndRow();
        _failed = false;
    }

    /// <summary>Drops the rows that DuckDB has not flushed yet.</summary>
    public void Clear()
    {
        if (_closed)
            throw Closed();
        if (NativeMethods.AppenderClear(_appender) != NativeMethods.Success)
            throw AppenderError.Of(_appender);
        NativeMethods.DataChunkReset(_chunk);
        _rows = 0;
        _attached = false;
        _failed = false;
        _lastRow = null;
    }

    /// <summary>
    /// Inserts the rows. Throws <see cref="DuckDBException"/> where the table refuses one; none of those that DuckDB had not flushed is
    /// inserted then.
    /// </summary>
    public void Close()
    {
        if (_closed)
            throw Closed();
        _closed = true;
        using (_appender)
        using (_chunk)
        {
            if (_lastRow is { IsComplete: false })
                _rows--;
            AppendChunk();
            if (NativeMethods.AppenderClose(_appender) != NativeMethods.Success)
                throw AppenderError.Of(_appender);
        }
    }

    /// <summary>Closes the appender, unless it is closed.</summary>
    public void Dispose()
    {
        if (!_closed)
            Close();
        GC.SuppressFinalize(this);
    }

    private static unsafe ChunkHandle CreateChunk(LogicalTypeHandle[] types)
    {
        var handles = Array.ConvertAll(types, type => type.DangerousGetHandle());
        fixed (nint* first = handles)
            return NativeMethods.CreateDataChunk(first, handles.Length);
    }

    private static InvalidOperationException Closed() => new("Appender is already closed");

    private void EnsureUsable()
    {
        if (_closed)
            throw Closed();
        if (_failed)
            throw new InvalidOperationException("The appender cannot be reused after a row failed");
        if (_lastRow is { IsComplete: false })
        {
            throw new InvalidOperationException(
                $"The previous row has only {_lastRow.Count} of {_columns.Length} values, so it was discarded. "
                + "The appender cannot be reused after a row is left incomplete");
        }
    }

    private void AppendChunk()
    {
        if (_rows == 0)
            return;
        NativeMethods.DataChunkSetSize(_chunk, _rows);
        if (NativeMethods.AppendDataChunk(_appender, _chunk) != NativeMethods.Success)
            throw AppenderError.Of(_appender);
        NativeMethods.DataChunkReset(_chunk);
        _rows = 0;
        _attached = false;
    }

    private void AttachColumns()
    {
        for (var column = 0; column < _columns.Length; column++)
            _columns[column].Attach(NativeMethods.DataChunkGetVector(_chunk, column));
        _attached = true;
    }
}
