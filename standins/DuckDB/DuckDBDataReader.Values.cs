using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using DuckDB.NET.Data.Reading;

namespace DuckDB.NET.Data;

/// <content>The values of the current row, and what is known of the columns.</content>
public sealed partial class DuckDBDataReader
{
    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override bool IsDBNull(int ordinal) => !Column(ordinal).IsValid(_row);

    /// <summary>
    /// A value as <typeparamref name="T"/>: the type of the column, another type of number that holds the value, the types of
    /// <c>DuckDB.NET.Native</c>, <see cref="Nullable{T}"/> of these, lists and dictionaries.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override T GetFieldValue<T>(int ordinal) =>
        typeof(T) == typeof(object) ? (T)GetValue(ordinal) : Column(ordinal).Read<T>(_row);

    /// <summary>A value as the type of its column; <see cref="DBNull"/> for NULL.</summary>
    public override object GetValue(int ordinal)
    {
        var column = Column(ordinal);
        return column.IsValid(_row) ? column.Box(_row, column.ClrType) : DBNull.Value;
    }

    /// <summary>A value as the type that holds every value of its column; <see cref="DBNull"/> for NULL.</summary>
    public override object GetProviderSpecificValue(int ordinal)
    {
        var column = Column(ordinal);
        return column.IsValid(_row) ? column.Box(_row, column.ProviderSpecificClrType) : DBNull.Value;
    }

    /// <summary>All values of the row. Throws <see cref="IndexOutOfRangeException"/> where the array is too short.</summary>
    public override int GetValues(object[] values)
    {
        for (var ordinal = 0; ordinal < FieldCount; ordinal++)
            values[ordinal] = GetValue(ordinal);
        return FieldCount;
    }

    /// <inheritdoc/>
    public override bool GetBoolean(int ordinal) => Column(ordinal).Read<bool>(_row);

    /// <inheritdoc/>
    public override byte GetByte(int ordinal) => Column(ordinal).Read<byte>(_row);

    /// <inheritdoc/>
    public override short GetInt16(int ordinal) => Column(ordinal).Read<short>(_row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetInt32(int ordinal) => Column(ordinal).Read<int>(_row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override long GetInt64(int ordinal) => Column(ordinal).Read<long>(_row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override float GetFloat(int ordinal) => Column(ordinal).Read<float>(_row);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override double GetDouble(int ordinal) => Column(ordinal).Read<double>(_row);

    /// <inheritdoc/>
    public override decimal GetDecimal(int ordinal) => Column(ordinal).Read<decimal>(_row);

    /// <inheritdoc/>
    public override string GetString(int ordinal)
    {
        // Code shared by all reference types would look the type up for every value.
        var column = Column(ordinal);
        return column is VarcharReader text && text.IsValid(_row) ? text.ReadValid(_row) : column.Read<string>(_row);
    }

    /// <inheritdoc/>
    public override Guid GetGuid(int ordinal) => Column(ordinal).Read<Guid>(_row);

    /// <inheritdoc/>
    public override DateTime GetDateTime(int ordinal) => Column(ordinal).Read<DateTime>(_row);

    /// <summary>The bytes of a BLOB.</summary>
    public override Stream GetStream(int ordinal) => Column(ordinal).Read<Stream>(_row);

    /// <summary>Throws <see cref="NotImplementedException"/>; <see cref="GetStream"/> reads bytes.</summary>
    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) =>
        throw new NotImplementedException("DuckDB.NET reads BLOB columns with GetStream.");

    /// <summary>Throws <see cref="NotSupportedException"/>; <see cref="GetString"/> reads text.</summary>
    public override char GetChar(int ordinal) => throw new NotSupportedException();

    /// <summary>Throws <see cref="NotSupportedException"/>; <see cref="GetString"/> reads text.</summary>
    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) =>
        throw new NotSupportedException();

    /// <summary>The name of a <see cref="Native.DuckDBType"/>.</summary>
    public override string GetDataTypeName(int ordinal) => _columns[ordinal].Type.ToString();

    /// <inheritdoc/>
    public override Type GetFieldType(int ordinal) => _columns[ordinal].ClrType;

    /// <inheritdoc/>
    public override Type GetProviderSpecificFieldType(int ordinal) => _columns[ordinal].ProviderSpecificClrType;

    /// <inheritdoc/>
    public override string GetName(int ordinal) => _columns[ordinal].ColumnName;

    /// <summary>The first column of a name, in its case. Throws <see cref="DuckDBException"/> where there is none.</summary>
    public override int GetOrdinal(string name)
    {
        var ordinal = Array.FindIndex(_columns, column => column.ColumnName == name);
        return ordinal >= 0 ? ordinal : throw new DuckDBException($"Column with name {name} was not found.");
    }

    /// <summary>One row per column: name, ordinal, precision and scale of decimals, type.</summary>
    public override DataTable GetSchemaTable()
    {
        var table = new DataTable();
        table.Columns.Add(SchemaTableColumn.ColumnName, typeof(string));
        table.Columns.Add(SchemaTableColumn.ColumnOrdinal, typeof(int));
        table.Columns.Add(SchemaTableColumn.ColumnSize, typeof(int));
        table.Columns.Add(SchemaTableColumn.NumericPrecision, typeof(byte));
        table.Columns.Add(SchemaTableColumn.NumericScale, typeof(byte));
        table.Columns.Add(SchemaTableColumn.DataType, typeof(Type));
        table.Columns.Add(SchemaTableColumn.AllowDBNull, typeof(bool));
        for (var ordinal = 0; ordinal < _columns.Length; ordinal++)
        {
            var column = _columns[ordinal];
            var number = column as DecimalReader;
            table.Rows.Add(
                column.ColumnName, ordinal, -1, (object?)number?.Width ?? DBNull.Value, (object?)number?.Scale ?? DBNull.Value,
                column.ClrType, true);
        }

        return table;
    }
}
