using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads BOOLEAN.</summary>
internal sealed unsafe class BooleanReader : VectorReader
{
    public BooleanReader(string columnName)
        : base(DuckDBType.Boolean, columnName) => Layout = typeof(bool);

    public override Type ClrType => typeof(bool);

    public override object Box(long row, Type type) => type == typeof(bool) || type == typeof(object)
        ? Elements<bool>()[row]
        : throw CannotCast(typeof(bool), type);
}
