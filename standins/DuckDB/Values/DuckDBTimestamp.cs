using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A TIMESTAMP in microseconds, also one outside the range of <see cref="DateTime"/>, and the infinities.</summary>
/// <param name="date">The date.</param>
/// <param name="time">The time of day.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBTimestamp(DuckDBDateOnly date, DuckDBTimeOnly time) : IEquatable<DuckDBTimestamp>
{
    /// <summary>The timestamp 'infinity': one microsecond after the last.</summary>
    public static readonly DuckDBTimestamp PositiveInfinity = new(new(294247, 1, 10), new(4, 0, 54, 775807));

    /// <summary>The timestamp '-infinity': one microsecond before the first.</summary>
    public static readonly DuckDBTimestamp NegativeInfinity = new(new(-290308, 12, 21), new(23, 59, 59, 999999));

    // How TIMESTAMP columns of every unit hold the infinities.
    internal const long PositiveInfinityValue = long.MaxValue;
    internal const long NegativeInfinityValue = -long.MaxValue;

    /// <summary>The date.</summary>
    public DuckDBDateOnly Date { get; } = date;

    /// <summary>The time of day.</summary>
    public DuckDBTimeOnly Time { get; } = time;

    /// <summary>Whether this is one of the infinities.</summary>
    public bool IsInfinity => IsPositiveInfinity || IsNegativeInfinity;

    /// <summary>Whether this is 'infinity'.</summary>
    public bool IsPositiveInfinity => Equals(PositiveInfinity);

    /// <summary>Whether this is '-infinity'.</summary>
    public bool IsNegativeInfinity => Equals(NegativeInfinity);

    /// <summary>The same point in time; less than a microsecond is dropped.</summary>
    public static DuckDBTimestamp FromDateTime(DateTime dateTime) =>
        new(DuckDBDateOnly.FromDateTime(dateTime), (DuckDBTimeOnly)dateTime);

    /// <summary>The same point in time. Throws <see cref="ArgumentOutOfRangeException"/> outside the years 1 to 9999.</summary>
    public DateTime ToDateTime() => Date.ToDateTime().AddTicks(Time.Ticks);

    /// <inheritdoc/>
    public bool Equals(DuckDBTimestamp other) => Date.Equals(other.Date) && Time.Equals(other.Time);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DuckDBTimestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Date, Time);

    /// <summary>The same point in time.</summary>
    public static implicit operator DateTime(DuckDBTimestamp timestamp) => timestamp.ToDateTime();

    /// <summary>The same point in time.</summary>
    public static implicit operator DuckDBTimestamp(DateTime timestamp) => FromDateTime(timestamp);

    internal long ToMicroseconds() => IsPositiveInfinity ? PositiveInfinityValue
        : IsNegativeInfinity ? NegativeInfinityValue
        : NativeMethods.ToTimestamp(this);
}
