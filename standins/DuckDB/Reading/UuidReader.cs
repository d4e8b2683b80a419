using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads UUID.</summary>
internal sealed unsafe class UuidReader(string columnName) : VectorReader(DuckDBType.Uuid, columnName), IVectorReader<Guid>
{
    public override Type ClrType => typeof(Guid);

    public Guid ReadValid(long row)
    {
        var bits = Elements<DuckDBUHugeInt>()[row];
        return UuidBits.FromColumn(bits.Lower, bits.Upper);
    }

    public override object Box(long row, Type type) =>
        type == typeof(Guid) || type == typeof(object) ? ReadValid(row) : throw CannotCast(typeof(Guid), type);
}
