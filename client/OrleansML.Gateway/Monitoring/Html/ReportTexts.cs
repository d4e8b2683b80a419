using System.Globalization;
using System.Net;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Texts of the page; nothing of them depends on the machine.</summary>
internal static class ReportTexts
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Four digits, or all before the point; powers of ten only where nothing else will do.</summary>
    public static string Number(double? number) => number switch
    {
        null => "-",
        { } value when Math.Abs(value) is >= 1_000 and < 1e12 => value.ToString("N0", CultureInfo.InvariantCulture),
        { } value => value.ToString("G4", CultureInfo.InvariantCulture),
    };

    /// <summary>What mostly lies between 0 and 1, with the points below each other.</summary>
    public static string Score(double? number) => number switch
    {
        > 0 and < 0.00005 => "< 0.0001",
        > -10 and < 10 => number.Value.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => Number(number),
    };

    /// <summary>A chance; how small it is below a thousandth says nothing.</summary>
    public static string Chance(double chance) => chance < 0.001 ? "p < 0.001" : $"p {chance.ToString("0.000", CultureInfo.InvariantCulture)}";

    public static string Percent(double? share) => share is { } value ? $"{(value * 100).ToString("0.##", CultureInfo.InvariantCulture)} %" : "-";

    public static string Milliseconds(double? time) => time is { } value ? $"{Number(value)} ms" : "-";

    public static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString(time.Second == 0 ? "yyyy-MM-dd HH:mm'Z'" : "yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>From a time to a later one; the day once where it is the same.</summary>
    public static string Span(DateTimeOffset from, DateTimeOffset until) => from.UtcDateTime.Date == until.UtcDateTime.Date
        ? $"{Time(from)} to {Time(until)[11..]}"
        : $"{Time(from)} to {Time(until)}";

    /// <summary>A length of time such as <c>10 s</c> or <c>1 h</c>.</summary>
    public static string Length(double seconds) => seconds switch
    {
        >= 86_400 when seconds % 86_400 == 0 => $"{Number(seconds / 86_400)} d",
        >= 3_600 when seconds % 3_600 == 0 => $"{Number(seconds / 3_600)} h",
        >= 60 when seconds % 60 == 0 => $"{Number(seconds / 60)} min",
        _ => $"{Number(seconds)} s",
    };

    /// <summary>A place in a picture.</summary>
    public static string Place(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
