using System.Globalization;

namespace OrleansML;

/// <summary>Points in time as people write them.</summary>
public static class IsoTime
{
    /// <summary>Reads ISO 8601 with at least a whole date, UTC where it has no offset. What is written in different orders in different countries is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="time">The time.</param>
    /// <returns>False when the text is no such time.</returns>
    public static bool TryParse(string text, out DateTimeOffset time)
    {
        time = default;
        return text is [_, _, _, _, '-', _, _, '-', _, _, ..] && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
    }
}
