using System.Numerics;
using DuckDB.NET.Data.Writing;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <inheritdoc cref="IDuckDBAppenderRow"/>
public class DuckDBAppenderRow : IDuckDBAppenderRow
{
    private readonly string _table;
    private readonly VectorWriter[] _columns;
    private readonly int _row;
    private readonly ChunkHandle _chunk;
    private readonly AppenderHandle _appender;

    internal DuckDBAppenderRow(string table, VectorWriter[] columns, int row, ChunkHandle chunk, AppenderHandle appender)
    {
        _table = table;
        _columns = columns;
        _row = row;
        _chunk = chunk;
        _appender = appender;
    }

    /// <summary>How many values were appended.</summary>
    internal int Count { get; private set; }

    internal bool IsComplete => Count == _columns.Length;

    /// <inheritdoc/>
    public void EndRow()
    {
        if (!IsComplete)
            throw Incomplete();
    }

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendNullValue()
    {
        Column().WriteNull(_row);
        Count++;
        return this;
    }

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendDefault()
    {
        Column();
        if (NativeMethods.AppendDefaultToChunk(_appender, _chunk, Count, _row) != NativeMethods.Success)
            throw AppenderError.Of(_appender);
        Count++;
        return this;
    }

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(bool? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(sbyte? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(short? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(int? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(long? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(byte? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(ushort? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(uint? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(ulong? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(float? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(double? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(decimal? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(BigInteger? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(Guid? value) => Append(value);

    /// <summary>Appends a value; null is NULL.</summary>
    public IDuckDBAppenderRow AppendValue(DateOnly? value) => Append(value);

    /// <summary>Appends a value; null is NULL.</summary>
    public IDuckDBAppenderRow AppendValue(TimeOnly? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(DuckDBDateOnly? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(DuckDBTimeOnly? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(DateTime? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(DateTimeOffset? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(TimeSpan? value) => Append(value);

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(string? value)
    {
        if (value is null)
            return AppendNullValue();
        Column().WriteText(_row, value);
        Count++;
        return this;
    }

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(byte[]? value) => value is null ? AppendNullValue() : AppendValue(value.AsSpan());

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue(Span<byte> value)
    {
        Column().WriteBytes(_row, value);
        Count++;
        return this;
    }

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue<TEnum>(TEnum? value)
        where TEnum : Enum
    {
        if (value is null)
            return AppendNullValue();
        Column().WriteEnum(_row, value);
        Count++;
        return this;
    }

    /// <inheritdoc/>
    public IDuckDBAppenderRow AppendValue<T>(IEnumerable<T>? value)
    {
        if (value is null)
            return AppendNullValue();
        Column().WriteList(_row, value);
        Count++;
        return this;
    }

    private DuckDBAppenderRow Append<T>(T? value)
        where T : struct
    {
        if (value.HasValue)
            Column().Write(_row, value.GetValueOrDefault());
        else
            Column().WriteNull(_row);
        Count++;
        return this;
    }

    private VectorWriter Column()
    {
        var columns = _columns;
        return (uint)Count < (uint)columns.Length ? columns[Count] : throw NoColumn();
    }

    private InvalidOperationException Incomplete() =>
        new($"The table {_table} has {_columns.Length} columns but you specified only {Count} values");

    private IndexOutOfRangeException NoColumn() =>
        new($"The table {_table} has {_columns.Length} columns but you are trying to append value for column {Count + 1}");
}
