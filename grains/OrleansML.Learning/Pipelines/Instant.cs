using System.Globalization;

namespace OrleansML.Learning.Pipelines;

/// <summary>Instants as text, in UTC.</summary>
internal static class Instant
{
    /// <summary>ISO 8601 with as many digits of a second as needed, such as <c>2026-03-29T01:00:00Z</c>; the same instant has the same text.</summary>
    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    public static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
