using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>Reads TIMESTAMP of every unit, and TIMESTAMP WITH TIME ZONE, which is held in UTC.</summary>
internal sealed unsafe class TimestampReader : VectorReader,
    IVectorReader<DateTime>, IVectorReader<DateTimeOffset>, IVectorReader<DuckDBTimestamp>
{
    private const long NanosecondsPerMicrosecond = 1000;

    // How many ticks one unit has; nanoseconds are shorter than a tick.
    private readonly long _ticksPerUnit;

    public TimestampReader(DuckDBType type, string columnName)
        : base(type, columnName) => _ticksPerUnit = type switch
        {
            DuckDBType.TimestampS => TimeSpan.TicksPerSecond,
            DuckDBType.TimestampMs => TimeSpan.TicksPerMillisecond,
            DuckDBType.TimestampNs => 0,
            _ => TimeSpan.TicksPerMicrosecond,
        };

    public override Type ClrType => typeof(DateTime);

    public override Type ProviderSpecificClrType => typeof(DuckDBTimestamp);

    DateTime IVectorReader<DateTime>.ReadValid(long row) => Time(row);

    DateTimeOffset IVectorReader<DateTimeOffset>.ReadValid(long row) => new(Time(row), TimeSpan.Zero);

    DuckDBTimestamp IVectorReader<DuckDBTimestamp>.ReadValid(long row) => Elements<long>()[row] switch
    {
        DuckDBTimestamp.PositiveInfinityValue => DuckDBTimestamp.PositiveInfinity,
        DuckDBTimestamp.NegativeInfinityValue => DuckDBTimestamp.NegativeInfinity,
        var units when _ticksPerUnit == 0 => NativeMethods.FromTimestamp(units / NanosecondsPerMicrosecond),
        var units => NativeMethods.FromTimestamp(units * (_ticksPerUnit / TimeSpan.TicksPerMicrosecond)),
    };

    public override object Box(long row, Type type)
    {
        if (type == typeof(DateTime) || type == typeof(object))
            return Time(row);
        if (type == typeof(DateTimeOffset))
            return ((IVectorReader<DateTimeOffset>)this).ReadValid(row);
        if (type == typeof(DuckDBTimestamp))
            return ((IVectorReader<DuckDBTimestamp>)this).ReadValid(row);
        throw CannotCast(typeof(DateTime), type);
    }

    private DateTime Time(long row)
    {
        var units = Elements<long>()[row];
        if (units is DuckDBTimestamp.PositiveInfinityValue or DuckDBTimestamp.NegativeInfinityValue)
        {
            throw new InvalidOperationException(
                "Cannot convert infinite timestamp value to DateTime or DateTimeOffset. "
                + "Use DuckDBTimestamp to read this value and check IsInfinity.");
        }

        var time = _ticksPerUnit == 0
            ? Epoch.Time(units / TimeSpan.NanosecondsPerTick)
            : Epoch.Time(Math.BigMul(units, _ticksPerUnit));
        return time ?? throw new ArgumentOutOfRangeException(
            null,
            $"Value in column {ColumnName} is outside the range of System.DateTime. Use GetFieldValue<DuckDBTimestamp>() to read it.");
    }
}
