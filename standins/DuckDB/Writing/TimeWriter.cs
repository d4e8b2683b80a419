using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes TIME.</summary>
internal sealed unsafe class TimeWriter() : VectorWriter(DuckDBType.Time), IVectorWriter<TimeOnly>, IVectorWriter<DuckDBTimeOnly>
{
    public void WriteValid(long row, TimeOnly value) => Elements<long>()[row] = value.Ticks / TimeSpan.TicksPerMicrosecond;

    public void WriteValid(long row, DuckDBTimeOnly value) => Elements<long>()[row] = NativeMethods.ToTime(value);
}
