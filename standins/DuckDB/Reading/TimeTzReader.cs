using DuckDB.NET.Native;

namespace DuckDB.NET.Data.Reading;

/// <summary>
/// Reads TIME WITH TIME ZONE. As <see cref="DateTimeOffset"/> it lies on 0001-01-02, the first date on which every offset leaves the
/// time in range.
/// </summary>
internal sealed unsafe class TimeTzReader(string columnName)
    : VectorReader(DuckDBType.TimeTz, columnName), IVectorReader<DateTimeOffset>, IVectorReader<DuckDBTimeTz>
{
    public override Type ClrType => typeof(DateTimeOffset);

    public override Type ProviderSpecificClrType => typeof(DuckDBTimeTz);

    DateTimeOffset IVectorReader<DateTimeOffset>.ReadValid(long row)
    {
        var (microseconds, offset) = TimeTzBits.Unpack(Elements<ulong>()[row]);
        var time = DateTime.MinValue.AddDays(1).AddTicks(microseconds * TimeSpan.TicksPerMicrosecond);
        return new DateTimeOffset(time, TimeSpan.FromSeconds(offset));
    }

    DuckDBTimeTz IVectorReader<DuckDBTimeTz>.ReadValid(long row)
    {
        var (microseconds, offset) = TimeTzBits.Unpack(Elements<ulong>()[row]);
        return new DuckDBTimeTz { Time = NativeMethods.FromTime(microseconds), Offset = offset };
    }

    public override object Box(long row, Type type) => type == typeof(DuckDBTimeTz) ? ((IVectorReader<DuckDBTimeTz>)this).ReadValid(row)
        : type == typeof(DateTimeOffset) || type == typeof(object) ? ((IVectorReader<DateTimeOffset>)this).ReadValid(row)
        : throw CannotCast(typeof(DateTimeOffset), type);
}
