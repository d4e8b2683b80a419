namespace DuckDB.NET.Native;

/// <summary>
/// Points in time as DuckDB holds them: counted from 1970-01-01. Less than a microsecond is dropped towards the past, less than any other unit
/// towards 1970, as officially.
/// </summary>
internal static class Epoch
{
    private static readonly int FirstDay = DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;

    public static int Days(DateOnly date) => date.DayNumber - FirstDay;

    public static long Microseconds(DateTime time) => Divide(time.Ticks - DateTime.UnixEpoch.Ticks, TimeSpan.TicksPerMicrosecond);

    public static long Milliseconds(DateTime time) => Microseconds(time) / 1_000;

    public static long Seconds(DateTime time) => Microseconds(time) / 1_000_000;

    /// <summary>Throws <see cref="OverflowException"/> outside the years 1677 to 2262.</summary>
    public static long Nanoseconds(DateTime time) =>
        checked((time.Ticks - DateTime.UnixEpoch.Ticks) * TimeSpan.NanosecondsPerTick);

    /// <summary>The date, if it is in the range of <see cref="DateOnly"/>.</summary>
    public static DateOnly? Date(int days)
    {
        var number = (long)days + FirstDay;
        return number >= 0 && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : null;
    }

    /// <summary>
    /// The point in time <paramref name="ticks"/> * 100 ns after the epoch, if it is in the range of <see cref="DateTime"/>.
    /// </summary>
    public static DateTime? Time(Int128 ticks)
    {
        var total = ticks + DateTime.UnixEpoch.Ticks;
        return total >= 0 && total <= DateTime.MaxValue.Ticks ? new DateTime((long)total) : null;
    }

    private static long Divide(long value, long divisor)
    {
        var (quotient, remainder) = Math.DivRem(value, divisor);
        return remainder < 0 ? quotient - 1 : quotient;
    }
}
