using System.Collections;
using System.Data.Common;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data.Binding;
using DuckDB.NET.Data.Reading;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>
/// Reads the rows of one result set after the other. Typed getters throw <see cref="InvalidCastException"/> where the value is null, of
/// another kind or out of the type's range, and <see cref="InvalidOperationException"/> before the first and after the last row.
/// </summary>
public sealed partial class DuckDBDataReader : DbDataReader
{
    private readonly StatementSequence _statements;
    private readonly DuckDBConnection? _closeWithReader;

    private ResultHandle? _result;
    private ChunkHandle? _chunk;
    private VectorReader[] _columns = [];

    // The columns while there is a row to read, or none.
    private VectorReader[] _current = [];
    private long _chunkRows;
    private long _row = -1;
    private bool _hasRows;
    private bool _atEnd;
    private bool _closed;

    internal DuckDBDataReader(StatementSequence statements, DuckDBConnection? closeWithReader)
    {
        _statements = statements;
        _closeWithReader = closeWithReader;
        try
        {
            NextResult();
        }
        catch
        {
            // The connection stays open: nobody has got a reader that could close it.
            Release();
            throw;
        }
    }

    /// <inheritdoc/>
    public override int Depth => 0;

    /// <summary>How many columns the result set has; 0 where there is none.</summary>
    public override int FieldCount => _columns.Length;

    /// <summary>Whether the result set has rows, read or not.</summary>
    public override bool HasRows => _hasRows;

    /// <inheritdoc/>
    public override bool IsClosed => _closed;

    /// <summary>-1: a reader does not count changes.</summary>
    public override int RecordsAffected => -1;

    /// <inheritdoc/>
    public override object this[int ordinal] => GetValue(ordinal);

    /// <inheritdoc/>
    public override object this[string name] => GetValue(GetOrdinal(name));

    /// <summary>Executes the next statements, up to one that has a result set. False where there is none.</summary>
    public override bool NextResult()
    {
        if (_closed)
            return false;

        while (_statements.ExecuteNext() is { } result)
        {
            if (!result.HasResultSet)
            {
                result.Dispose();
                continue;
            }

            _result?.Dispose();
            _result = result;
            CreateColumns(result);
            _atEnd = false;
            _hasRows = FetchChunk();
            return true;
        }

        return false;
    }

    /// <summary>Goes on to the next row. False after the last.</summary>
    public override bool Read()
    {
        if (_row + 1 >= _chunkRows && !FetchChunk())
            return false;
        if (++_row == 0)
            _current = _columns;
        return true;
    }

    /// <summary>Frees the result. Statements that were not executed yet will not be.</summary>
    public override void Close()
    {
        if (_closed)
            return;
        Release();
        if (_closeWithReader is { State: System.Data.ConnectionState.Open })
            _closeWithReader.Close();
    }

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => new DbEnumerator(this, _closeWithReader is not null);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            Close();
        base.Dispose(disposing);
    }

    private void Release()
    {
        _closed = true;
        DropChunk();
        _result?.Dispose();
        _statements.Dispose();
    }

    private void CreateColumns(ResultHandle result)
    {
        _columns = new VectorReader[result.ColumnCount];
        for (var index = 0; index < _columns.Length; index++)
        {
            using var type = result.ColumnType(index);
            _columns[index] = VectorReaders.Create(type, result.ColumnName(index));
        }
    }

    private bool FetchChunk()
    {
        DropChunk();
        if (_atEnd || _closed || _result is null)
            return false;

        _chunk = _result.Fetch();
        _chunkRows = _chunk.IsInvalid ? 0 : NativeMethods.DataChunkGetSize(_chunk);
        if (_chunkRows == 0)
        {
            // Where rows are computed while they are read, an error ends them.
            _atEnd = true;
            DropChunk();
            return _result.Error() is { } error ? throw error : false;
        }

        for (var index = 0; index < _columns.Length; index++)
            _columns[index].Attach(NativeMethods.DataChunkGetVector(_chunk, index));
        return true;
    }

    private void DropChunk()
    {
        _chunk?.Dispose();
        _chunk = null;
        _chunkRows = 0;
        _row = -1;
        _current = [];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private VectorReader Column(int ordinal)
    {
        var columns = _current;
        if ((uint)ordinal >= (uint)columns.Length)
            ThrowNoValue(ordinal);
        return columns[ordinal];
    }

    private void ThrowNoValue(int ordinal)
    {
        if (_row < 0)
            throw new InvalidOperationException("No row has been read");
        throw new IndexOutOfRangeException($"There is no column {ordinal}; the columns are 0 to {_columns.Length - 1}.");
    }
}
