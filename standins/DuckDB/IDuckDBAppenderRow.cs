using System.Numerics;
using DuckDB.NET.Native;

namespace DuckDB.NET.Data;

/// <summary>
/// A row of an appender. Values are appended in the order of the columns and have their types: an <see cref="int"/> for INTEGER, a
/// <see cref="long"/> for BIGINT. Throws <see cref="InvalidOperationException"/> where a column takes no such values, and
/// <see cref="IndexOutOfRangeException"/> beyond the last column.
/// </summary>
public interface IDuckDBAppenderRow
{
    /// <summary>Ends the row. Throws <see cref="InvalidOperationException"/> where values are missing.</summary>
    void EndRow();

    /// <summary>Appends NULL.</summary>
    IDuckDBAppenderRow AppendNullValue();

    /// <summary>Appends the default of the column.</summary>
    IDuckDBAppenderRow AppendDefault();

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(bool? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(sbyte? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(short? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(int? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(long? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(byte? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(ushort? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(uint? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(ulong? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(float? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(double? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(decimal? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(BigInteger? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(Guid? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(DuckDBDateOnly? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(DuckDBTimeOnly? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(DateTime? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(DateTimeOffset? value);

    /// <summary>Appends a value; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(TimeSpan? value);

    /// <summary>Appends text; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(string? value);

    /// <summary>Appends bytes to a BLOB; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue(byte[]? value);

    /// <summary>Appends bytes to a BLOB.</summary>
    IDuckDBAppenderRow AppendValue(Span<byte> value);

    /// <summary>Appends a value of an ENUM by the number of a .NET enumeration; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue<TEnum>(TEnum? value)
        where TEnum : Enum;

    /// <summary>Appends a list or array, a collection that knows its size; null is NULL.</summary>
    IDuckDBAppenderRow AppendValue<T>(IEnumerable<T>? value);
}
