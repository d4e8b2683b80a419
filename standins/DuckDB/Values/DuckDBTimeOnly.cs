using System.Runtime.InteropServices;

namespace DuckDB.NET.Native;

/// <summary>A TIME: 00:00:00 to 24:00:00, in microseconds.</summary>
/// <param name="hour">0 to 24.</param>
/// <param name="min">0 to 59.</param>
/// <param name="sec">0 to 59.</param>
/// <param name="microsecond">0 to 999,999.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly struct DuckDBTimeOnly(byte hour, byte min, byte sec, int microsecond) : IEquatable<DuckDBTimeOnly>
{
    /// <summary>A time in whole seconds.</summary>
    public DuckDBTimeOnly(byte hour, byte min, byte sec)
        : this(hour, min, sec, 0)
    {
    }

    /// <summary>0 to 24.</summary>
    public byte Hour { get; } = hour;

    /// <summary>0 to 59.</summary>
    public byte Min { get; } = min;

    /// <summary>0 to 59.</summary>
    public byte Sec { get; } = sec;

    /// <summary>0 to 999,999.</summary>
    public int Microsecond { get; } = microsecond;

    /// <summary>The time since midnight in units of 100 ns.</summary>
    public long Ticks =>
        ((((Hour * 60L) + Min) * 60) + Sec) * TimeSpan.TicksPerSecond + (Microsecond * TimeSpan.TicksPerMicrosecond);

    /// <summary>This time on 0001-01-01.</summary>
    public DateTime ToDateTime() => DateTime.MinValue.AddTicks(Ticks);

    /// <inheritdoc/>
    public bool Equals(DuckDBTimeOnly other) => Ticks == other.Ticks;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DuckDBTimeOnly other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Ticks.GetHashCode();

    /// <summary>A time on 0001-01-01.</summary>
    public static explicit operator DateTime(DuckDBTimeOnly timeOnly) => timeOnly.ToDateTime();

    /// <summary>The time of day.</summary>
    public static explicit operator DuckDBTimeOnly(DateTime dateTime) => FromTicks(dateTime.TimeOfDay.Ticks);

    /// <summary>The same time. Throws <see cref="ArgumentOutOfRangeException"/> for 24:00:00.</summary>
    public static implicit operator TimeOnly(DuckDBTimeOnly time) => new(time.Ticks);

    /// <summary>The same time; less than a microsecond is dropped.</summary>
    public static implicit operator DuckDBTimeOnly(TimeOnly time) => FromTicks(time.Ticks);

    internal static DuckDBTimeOnly FromTicks(long ticks) => NativeMethods.FromTime(ticks / TimeSpan.TicksPerMicrosecond);
}
