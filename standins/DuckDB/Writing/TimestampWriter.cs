using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes TIMESTAMP of every unit. Less than the unit is dropped, as is the kind of a <see cref="DateTime"/>.</summary>
internal sealed unsafe class TimestampWriter(DuckDBType type) : VectorWriter(type), IVectorWriter<DateTime>
{
    public void WriteValid(long row, DateTime value) => Elements<long>()[row] = Type switch
    {
        DuckDBType.TimestampNs => Epoch.Nanoseconds(value),
        DuckDBType.TimestampMs => Epoch.Milliseconds(value),
        DuckDBType.TimestampS => Epoch.Seconds(value),
        _ => Epoch.Microseconds(value),
    };
}
