using System.Globalization;
using System.Net;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Texts of the page; nothing of them depends on the machine.</summary>
internal static class ReportTexts
{
    public static string Escape(string text) => WebUtility.HtmlEncode(text);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    public static string Number(double? number) => number?.ToString("G4", CultureInfo.InvariantCulture) ?? "-";

    public static string Percent(double? share) => share is { } value ? $"{(value * 100).ToString("0.##", CultureInfo.InvariantCulture)} %" : "-";

    public static string Milliseconds(double? time) => time is { } value ? $"{Number(value)} ms" : "-";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);

    /// <summary>A place in a picture.</summary>
    public static string Place(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
