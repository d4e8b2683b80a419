using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Writing;

/// <summary>Writes TIMESTAMP of every unit. Less than the unit is dropped, as is the kind of a <see cref="DateTime"/>.</summary>
internal sealed unsafe class TimestampWriter(DuckDBType type) : VectorWriter(type), IVectorWriter<DateTime>
{
    private const long MicrosecondsPerMillisecond = 1_000;
    private const long MicrosecondsPerSecond = 1_000_000;

    public void WriteValid(long row, DateTime value) => Elements<long>()[row] = Type switch
    {
        DuckDBType.TimestampNs => Epoch.Nanoseconds(value),
        DuckDBType.TimestampMs => Epoch.Divide(Epoch.Microseconds(value), MicrosecondsPerMillisecond),
        DuckDBType.TimestampS => Epoch.Divide(Epoch.Microseconds(value), MicrosecondsPerSecond),
        _ => Epoch.Microseconds(value),
    };
}
