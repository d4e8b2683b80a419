using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>
/// Reads TIME. 24:00:00 is out of the range of <see cref="TimeOnly"/> and throws <see cref="ArgumentOutOfRangeException"/>.
/// </summary>
internal sealed unsafe class TimeReader(string columnName) : VectorReader(DuckDBType.Time, columnName),
    IVectorReader<TimeOnly>, IVectorReader<TimeSpan>, IVectorReader<DateTime>, IVectorReader<DuckDBTimeOnly>
{
    public override Type ClrType => typeof(TimeOnly);

    public override Type ProviderSpecificClrType => typeof(DuckDBTimeOnly);

    TimeOnly IVectorReader<TimeOnly>.ReadValid(long row) => new(Ticks(row));

    TimeSpan IVectorReader<TimeSpan>.ReadValid(long row) => new(Ticks(row));

    DateTime IVectorReader<DateTime>.ReadValid(long row) => new(Ticks(row));

    DuckDBTimeOnly IVectorReader<DuckDBTimeOnly>.ReadValid(long row) => NativeMethods.FromTime(Elements<long>()[row]);

    public override object Box(long row, Type type)
    {
        if (type == typeof(TimeOnly) || type == typeof(object))
            return new TimeOnly(Ticks(row));
        if (type == typeof(TimeSpan))
            return new TimeSpan(Ticks(row));
        if (type == typeof(DateTime))
            return new DateTime(Ticks(row));
        if (type == typeof(DuckDBTimeOnly))
            return NativeMethods.FromTime(Elements<long>()[row]);
        throw CannotCast(typeof(TimeOnly), type);
    }

    private long Ticks(long row) => Elements<long>()[row] * TimeSpan.TicksPerMicrosecond;
}
