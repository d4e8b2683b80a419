using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Reads text as a value of a feature's type, in the invariant culture. Empty text is missing. A time is ISO 8601, UTC where it has no offset,
/// or whole microseconds since 1970.
/// </summary>
internal static class TextValue
{
    /// <summary>Reads a text.</summary>
    /// <returns>Why it is refused; null when it is not.</returns>
    public static Refusal? Read(string? text, SourceColumn column, out FeatureValue value)
    {
        value = default;
        if (string.IsNullOrEmpty(text))
            return null;
        // What was no UTF-8 has become this character.
        if (text.Contains('\uFFFD'))
            return Refusal.Of(column, "holds text that is not UTF-8");
        if (column.Type == FeatureType.Timestamp)
        {
            value = Time(text) is { } microseconds ? FeatureValue.Of(new FeatureTime(microseconds)) : default;
            return value.IsMissing ? Refusal.Of(column, "must be a time, ISO 8601 or whole microseconds since 1970, and is another text") : null;
        }

        return FeatureTypes.TryParse(column.Type, text, out value)
            ? null
            : Refusal.Of(column, $"must be of type {EnumText.Of(column.Type)}, and is another text");
    }

    /// <summary>The microseconds of a time; null when it is none.</summary>
    public static long? Time(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var microseconds))
            return ColumnValue.IsTime(microseconds) ? microseconds : null;
        return FeatureTime.TryParse(text, out var time) ? time.Microseconds : null;
    }
}
