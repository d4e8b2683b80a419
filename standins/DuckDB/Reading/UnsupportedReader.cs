using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Stands for a column of a type that cannot be read, so that the other columns can.</summary>
internal sealed class UnsupportedReader(DuckDBType type, string columnName) : VectorReader(type, columnName)
{
    public override Type ClrType => throw Unsupported();

    public override object Box(long row, Type type) => throw Unsupported();

    private ArgumentException Unsupported() =>
        new($"Unrecognised type {Type} ({(int)Type}) for column {ColumnName}. Cast it in the query, for example to VARCHAR.");
}
