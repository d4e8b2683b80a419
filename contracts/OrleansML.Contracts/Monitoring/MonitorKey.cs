using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace OrleansML.Monitoring;

/// <summary>What one <see cref="IMonitorGrain"/> holds.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Its version, from 1.</param>
/// <param name="Start">Start of the window, a whole second in UTC.</param>
/// <param name="Length">How long it is: as long as windows are counted, or a day that was made of such.</param>
/// <param name="Segment">The segment; <c>all</c> for the whole, or such as <c>country=DE</c>.</param>
public readonly record struct MonitorKey(string Model, int Version, DateTimeOffset Start, TimeSpan Length, string Segment)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Reads the key of a grain.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out MonitorKey key)
    {
        key = default;
        var parts = text?.Split('/', 5);
        if (parts is not { Length: 5 }
            || parts[0].Length == 0
            || parts[4].Length == 0
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            || !DateTimeOffset.TryParseExact(
                parts[2], TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var start)
            || !int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            return false;
        }

        key = new MonitorKey(parts[0], version, start, TimeSpan.FromSeconds(seconds), parts[4]);
        return true;
    }

    /// <summary>The key of the grain, <c>model/version/start/seconds/segment</c>.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Model}/{Version}/{Start.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}/{(long)Length.TotalSeconds}/{Segment}");
}
