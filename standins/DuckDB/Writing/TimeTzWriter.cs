using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes TIME WITH TIME ZONE: the local time and the offset, without the date.</summary>
internal sealed unsafe class TimeTzWriter() : VectorWriter(DuckDBType.TimeTz), IVectorWriter<DateTimeOffset>
{
    public void WriteValid(long row, DateTimeOffset value) => Elements<ulong>()[row] = TimeTzBits.Pack(value);
}
