using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes UUID.</summary>
internal sealed unsafe class UuidWriter() : VectorWriter(DuckDBType.Uuid), IVectorWriter<Guid>
{
    public void WriteValid(long row, Guid value) => Elements<DuckDBUHugeInt>()[row] = UuidBits.ToColumn(value);
}
