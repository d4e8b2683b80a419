using System.Globalization;

namespace OrleansML.Learning.Definitions;

/// <summary>Durations as people write them in definition files: a whole number and a unit, <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
internal static class DurationText
{
    // From the largest: the first that divides a duration writes it shortest.
    private static readonly (string Unit, long Ticks)[] Units =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("m", TimeSpan.TicksPerMinute), ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond),
    ];

    public static bool TryParse(string text, out TimeSpan value)
    {
        value = TimeSpan.Zero;
        var digits = text.AsSpan().IndexOfAnyExceptInRange('0', '9');
        if (digits <= 0 || !long.TryParse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture, out var amount))
            return false;

        foreach (var (unit, ticks) in Units)
        {
            if (text.AsSpan(digits).SequenceEqual(unit) && amount <= TimeSpan.MaxValue.Ticks / ticks)
            {
                value = TimeSpan.FromTicks(amount * ticks);
                return true;
            }
        }

        return false;
    }

    /// <summary>The shortest form; of a whole number of milliseconds.</summary>
    public static string Format(TimeSpan value)
    {
        if (value == TimeSpan.Zero)
            return "0s";

        var (unit, ticks) = Units.First(candidate => value.Ticks % candidate.Ticks == 0 || candidate.Unit == "ms");
        return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / ticks}{unit}");
    }
}
