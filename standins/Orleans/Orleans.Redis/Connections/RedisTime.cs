using System.Globalization;
using StackExchange.Redis;

namespace OrleansStandIn.Redis.Connections;

/// <summary>The form in which times are stored.</summary>
internal static class RedisTime
{
    /// <summary>Writes a time in UTC in a form that sorts by time.</summary>
    public static string Write(DateTime time)
    {
        var utc = time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : DateTime.SpecifyKind(time, DateTimeKind.Utc);
        return utc.ToString("O", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static DateTime Read(string text) => DateTime.ParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind);

    /// <summary>An expiry in milliseconds as scripts take it; 0 is never.</summary>
    public static RedisValue Milliseconds(TimeSpan? expiry) => expiry is { } span ? Math.Max(1, (long)span.TotalMilliseconds) : 0;
}
