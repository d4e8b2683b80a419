using System.Globalization;
using Orleans.Runtime;

namespace Orleans.Reminders.Redis;

/// <summary>
/// A reminder as a member of a sorted set: <c>HASH/GRAIN/NAME/ETAG/START/PERIOD</c>. The hash of the grain comes first in eight digits, so
/// that the order of members is the order of the ring; grain and name are escaped, so that a slash ends a part and nothing else.
/// </summary>
internal static class ReminderRow
{
    // The character after the slash: everything that begins with "x/" lies before "x0".
    private const char AfterSlash = '0';

    /// <summary>The prefix of all reminders of a grain.</summary>
    public static string Prefix(GrainId grainId) => $"{Hash(grainId.GetUniformHashCode())}/{Uri.EscapeDataString(grainId.ToString())}/";

    /// <summary>The prefix of a reminder.</summary>
    public static string Prefix(GrainId grainId, string name) => $"{Prefix(grainId)}{Uri.EscapeDataString(name)}/";

    /// <summary>The prefix of a reminder with an ETag.</summary>
    public static string Prefix(GrainId grainId, string name, string etag) => $"{Prefix(grainId, name)}{Uri.EscapeDataString(etag)}/";

    /// <summary>What follows all members with a prefix, and precedes all greater ones.</summary>
    public static string After(string prefix) => prefix[..^1] + AfterSlash;

    /// <summary>What follows all members of a hash, and precedes all greater ones.</summary>
    public static string After(uint hash) => Hash(hash) + AfterSlash;

    /// <summary>Writes a reminder with the given ETag.</summary>
    public static string Write(ReminderEntry entry, string etag) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Prefix(entry.GrainId, entry.ReminderName, etag)}{Utc(entry.StartAt).Ticks}/{entry.Period.Ticks}");

    /// <summary>Reads a reminder.</summary>
    /// <exception cref="RedisRemindersException">The member does not have the form of a reminder.</exception>
    public static ReminderEntry Read(string member, string key)
    {
        var parts = member.Split('/');
        if (parts.Length != 6
            || !GrainId.TryParse(Uri.UnescapeDataString(parts[1]), out var grainId)
            || !long.TryParse(parts[4], NumberStyles.None, CultureInfo.InvariantCulture, out var start)
            || !long.TryParse(parts[5], NumberStyles.None, CultureInfo.InvariantCulture, out var period))
        {
            throw new RedisRemindersException(
                $"The Redis key '{key}' holds the member '{member}', which is not a reminder of this provider. Use a service id or a "
                + "database of its own.");
        }

        return new ReminderEntry
        {
            GrainId = grainId,
            ReminderName = Uri.UnescapeDataString(parts[2]),
            ETag = Uri.UnescapeDataString(parts[3]),
            StartAt = new DateTime(start, DateTimeKind.Utc),
            Period = new TimeSpan(period),
        };
    }

    private static string Hash(uint hash) => hash.ToString("X8", CultureInfo.InvariantCulture);

    private static DateTime Utc(DateTime time) => time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time;
}
