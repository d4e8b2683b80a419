using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A DATE, also one outside the range of <see cref="DateOnly"/>, and the infinities.</summary>
/// <param name="year">The astronomical year: 0 is 1 BC.</param>
/// <param name="month">1 to 12.</param>
/// <param name="day">1 to 31.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBDateOnly(int year, byte month, byte day) : IEquatable<DuckDBDateOnly>
{
    /// <summary>The date 'infinity': one day after the last.</summary>
    public static readonly DuckDBDateOnly PositiveInfinity = new(5881580, 7, 11);

    /// <summary>The date '-infinity': one day before the first.</summary>
    public static readonly DuckDBDateOnly NegativeInfinity = new(-5877641, 6, 24);

    // How DATE columns hold the infinities, in days since 1970-01-01.
    internal const int PositiveInfinityDays = int.MaxValue;
    internal const int NegativeInfinityDays = -int.MaxValue;

    /// <summary>The astronomical year.</summary>
    public int Year { get; } = year;

    /// <summary>1 to 12.</summary>
    public byte Month { get; } = month;

    /// <summary>1 to 31.</summary>
    public byte Day { get; } = day;

    /// <summary>Whether this is one of the infinities.</summary>
    public bool IsInfinity => IsPositiveInfinity || IsNegativeInfinity;

    /// <summary>Whether this is 'infinity'.</summary>
    public bool IsPositiveInfinity => Equals(PositiveInfinity);

    /// <summary>Whether this is '-infinity'.</summary>
    public bool IsNegativeInfinity => Equals(NegativeInfinity);

    /// <summary>The date of a point in time; the time of day is dropped.</summary>
    public static DuckDBDateOnly FromDateTime(DateTime dateTime) => new(dateTime.Year, (byte)dateTime.Month, (byte)dateTime.Day);

    /// <summary>The same date.</summary>
    public static DuckDBDateOnly FromDateOnly(DateOnly dateOnly) => new(dateOnly.Year, (byte)dateOnly.Month, (byte)dateOnly.Day);

    /// <summary>Midnight of this date. Throws <see cref="ArgumentOutOfRangeException"/> outside the years 1 to 9999.</summary>
    public DateTime ToDateTime() => new(Year, Month, Day);

    /// <summary>The same date. Throws <see cref="ArgumentOutOfRangeException"/> outside the years 1 to 9999.</summary>
    public DateOnly ToDateOnly() => new(Year, Month, Day);

    /// <inheritdoc/>
    public bool Equals(DuckDBDateOnly other) => Year == other.Year && Month == other.Month && Day == other.Day;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DuckDBDateOnly other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Year, Month, Day);

    /// <summary>Midnight of a date.</summary>
    public static explicit operator DateTime(DuckDBDateOnly dateOnly) => dateOnly.ToDateTime();

    /// <summary>The date of a point in time.</summary>
    public static explicit operator DuckDBDateOnly(DateTime dateTime) => FromDateTime(dateTime);

    /// <summary>The same date.</summary>
    public static implicit operator DateOnly(DuckDBDateOnly dateOnly) => dateOnly.ToDateOnly();

    /// <summary>The same date.</summary>
    public static implicit operator DuckDBDateOnly(DateOnly date) => FromDateOnly(date);

    internal static DuckDBDateOnly FromDays(int days) => days switch
    {
        PositiveInfinityDays => PositiveInfinity,
        NegativeInfinityDays => NegativeInfinity,
        _ => NativeMethods.FromDate(days),
    };

    internal int ToDays() => IsPositiveInfinity ? PositiveInfinityDays
        : IsNegativeInfinity ? NegativeInfinityDays
        : NativeMethods.ToDate(this);
}
