using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes TIMESTAMP WITH TIME ZONE, held in UTC. A <see cref="DateTime"/> is taken as UTC, whatever its kind.</summary>
internal sealed unsafe class TimestampTzWriter()
    : VectorWriter(DuckDBType.TimestampTz), IVectorWriter<DateTime>, IVectorWriter<DateTimeOffset>
{
    public void WriteValid(long row, DateTime value) => Elements<long>()[row] = Epoch.Microseconds(value);

    public void WriteValid(long row, DateTimeOffset value) => WriteValid(row, value.UtcDateTime);
}
