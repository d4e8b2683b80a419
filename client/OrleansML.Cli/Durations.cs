using System.Globalization;

namespace OrleansML.Cli;

/// <summary>Times on the command line: a number with <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, such as <c>90s</c> or <c>1.5h</c>.</summary>
internal static class Durations
{
    public const string Form = "a number with s, m, h or d, such as 90s or 10m";

    /// <summary>The time; null when the text has another form or is more than a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        var unit = text.Length == 0 ? TimeSpan.Zero : text[^1] switch
        {
            's' => TimeSpan.FromSeconds(1),
            'm' => TimeSpan.FromMinutes(1),
            'h' => TimeSpan.FromHours(1),
            'd' => TimeSpan.FromDays(1),
            _ => TimeSpan.Zero,
        };
        return unit > TimeSpan.Zero
            && double.TryParse(text.AsSpan(..^1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && number * unit.TotalDays <= 366
            ? unit * number
            : null;
    }
}
