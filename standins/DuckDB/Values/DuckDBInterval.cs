using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>An INTERVAL: months, days and microseconds, which do not convert into each other.</summary>
/// <param name="months">Months.</param>
/// <param name="days">Days.</param>
/// <param name="micros">Microseconds; negative ones as their two's complement.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBInterval(int months, int days, ulong micros) : IEquatable<DuckDBInterval>
{
    /// <summary>Months.</summary>
    public int Months { get; } = months;

    /// <summary>Days.</summary>
    public int Days { get; } = days;

    /// <summary>Microseconds; negative ones as their two's complement.</summary>
    public ulong Micros { get; } = micros;

    /// <summary>Days of 24 hours and microseconds together, if there are no months and the sum is in the range of a time span.</summary>
    public bool TryConvert([NotNullWhen(true)] out TimeSpan? timeSpan)
    {
        timeSpan = Months == 0 && IsInRange(TotalTicks) ? new TimeSpan((long)TotalTicks) : null;
        return timeSpan is not null;
    }

    /// <inheritdoc/>
    public bool Equals(DuckDBInterval other) => Months == other.Months && Days == other.Days && Micros == other.Micros;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DuckDBInterval other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Months, Days, Micros);

    /// <summary>
    /// Days of 24 hours and microseconds together. Throws <see cref="ArgumentOutOfRangeException"/> where there are months, whose length
    /// is not fixed, or where the sum is outside the range of a time span.
    /// </summary>
    public static explicit operator TimeSpan(DuckDBInterval interval)
    {
        if (interval.TryConvert(out var timeSpan))
            return timeSpan.Value;
        throw new ArgumentOutOfRangeException(nameof(interval), interval.Months != 0
            ? $"The interval has {interval.Months} months, whose length is not fixed; a TimeSpan cannot hold it. Read it as DuckDBInterval."
            : "The interval is outside the range of a TimeSpan. Read it as DuckDBInterval.");
    }

    /// <summary>Whole days, and the rest in microseconds; less than a microsecond is dropped.</summary>
    public static implicit operator DuckDBInterval(TimeSpan timeSpan) =>
        new(0, timeSpan.Days, (ulong)((timeSpan.Ticks % TimeSpan.TicksPerDay) / TimeSpan.TicksPerMicrosecond));

    private Int128 TotalTicks => ((Int128)Days * TimeSpan.TicksPerDay) + ((Int128)(long)Micros * TimeSpan.TicksPerMicrosecond);

    private static bool IsInRange(Int128 ticks) => ticks >= long.MinValue && ticks <= long.MaxValue;
}
