namespace DuckDB.NET.Native;

/// <summary>How TIME WITH TIME ZONE columns hold a value: 40 bits of microseconds, then 24 bits of offset.</summary>
internal static class TimeTzBits
{
    // The offset is held as its distance from the highest, so that later instants compare as greater.
    private const int HighestOffset = (16 * 60 * 60) - 1;
    private const int OffsetBits = 24;

    public static ulong Pack(DateTimeOffset value)
    {
        var microseconds = (ulong)(value.TimeOfDay.Ticks / TimeSpan.TicksPerMicrosecond);
        return (microseconds << OffsetBits) | (uint)(HighestOffset - (int)value.Offset.TotalSeconds);
    }

    public static (long Microseconds, int OffsetSeconds) Unpack(ulong bits) =>
        ((long)(bits >> OffsetBits), HighestOffset - (int)(bits & ((1u << OffsetBits) - 1)));
}
