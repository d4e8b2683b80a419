using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes DATE. Of a point in time the date is taken.</summary>
internal sealed unsafe class DateWriter()
    : VectorWriter(DuckDBType.Date), IVectorWriter<DateOnly>, IVectorWriter<DateTime>, IVectorWriter<DuckDBDateOnly>
{
    public void WriteValid(long row, DateOnly value) => Elements<int>()[row] = Epoch.Days(value);

    public void WriteValid(long row, DateTime value) => WriteValid(row, DateOnly.FromDateTime(value));

    public void WriteValid(long row, DuckDBDateOnly value) => Elements<int>()[row] = value.ToDays();
}
