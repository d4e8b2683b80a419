using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes INTERVAL.</summary>
internal sealed unsafe class IntervalWriter() : VectorWriter(DuckDBType.Interval, typeof(DuckDBInterval)), IVectorWriter<TimeSpan>
{
    public void WriteValid(long row, TimeSpan value) => Elements<DuckDBInterval>()[row] = value;
}
