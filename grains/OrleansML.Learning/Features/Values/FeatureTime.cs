using System.Globalization;

namespace OrleansML.Learning.Features;

/// <summary>
/// A point in time, UTC, in whole microseconds: the precision that PostgreSQL and Parquet keep, so that a time read back from history equals
/// the one that was served.
/// </summary>
/// <param name="Microseconds">Microseconds since 1970-01-01T00:00:00Z; negative before.</param>
public readonly record struct FeatureTime(long Microseconds) : IComparable<FeatureTime>
{
    private const int DigitsOfSecond = 6;

    /// <summary>The earliest time that <see cref="DateTimeOffset"/> has.</summary>
    public static FeatureTime MinValue { get; } = DateTimeOffset.MinValue;

    /// <summary>
    /// Reads ISO 8601 with at least a whole date, in the invariant culture: UTC where it has no offset, midnight where it has no time of day; what is
    /// shorter than a microsecond is dropped. Nothing is filled in from the clock.
    /// </summary>
    /// <returns>False when the text is no such time.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out FeatureTime time)
    {
        time = default;
        if (text.Length < 10 || text[4] != '-' || text[7] != '-')
            return false;

        // .NET rounds to 100 ns, up to the next second.
        var point = text.IndexOf('.');
        var end = point < 0 ? -1 : text[(point + 1)..].IndexOfAnyExceptInRange('0', '9');
        var digits = point < 0 ? 0 : end < 0 ? text.Length - point - 1 : end;
        if (digits > DigitsOfSecond)
            text = $"{text[..(point + 1 + DigitsOfSecond)]}{text[(point + 1 + digits)..]}";
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read))
            return false;
        time = read;
        return true;
    }

    /// <summary>Truncates to the microsecond.</summary>
    public static implicit operator FeatureTime(DateTimeOffset time) =>
        new((time.UtcTicks / TimeSpan.TicksPerMicrosecond) - (DateTimeOffset.UnixEpoch.Ticks / TimeSpan.TicksPerMicrosecond));

    /// <summary>This time moved by a duration, truncated to the microsecond.</summary>
    public static FeatureTime operator +(FeatureTime time, TimeSpan duration) => new(time.Microseconds + duration.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>This time moved back by a duration, truncated to the microsecond.</summary>
    public static FeatureTime operator -(FeatureTime time, TimeSpan duration) => new(time.Microseconds - duration.Ticks / TimeSpan.TicksPerMicrosecond);

    /// <summary>The time from one to the other.</summary>
    public static TimeSpan operator -(FeatureTime left, FeatureTime right) => TimeSpan.FromTicks((left.Microseconds - right.Microseconds) * TimeSpan.TicksPerMicrosecond);

    /// <summary>Whether the left is earlier.</summary>
    public static bool operator <(FeatureTime left, FeatureTime right) => left.Microseconds < right.Microseconds;

    /// <summary>Whether the left is later.</summary>
    public static bool operator >(FeatureTime left, FeatureTime right) => left.Microseconds > right.Microseconds;

    /// <summary>Whether the left is not later.</summary>
    public static bool operator <=(FeatureTime left, FeatureTime right) => left.Microseconds <= right.Microseconds;

    /// <summary>Whether the left is not earlier.</summary>
    public static bool operator >=(FeatureTime left, FeatureTime right) => left.Microseconds >= right.Microseconds;

    /// <summary>The same time for the rest of .NET.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddMicroseconds(Microseconds);

    /// <inheritdoc/>
    public int CompareTo(FeatureTime other) => Microseconds.CompareTo(other.Microseconds);

    /// <summary>The time in the round-trip form of ISO 8601.</summary>
    public override string ToString() => ToDateTimeOffset().UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    internal static FeatureTime Later(FeatureTime left, FeatureTime right) => left > right ? left : right;
}
