using System.Globalization;
using System.Text.Json;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>
/// Reads JSON scalars as values of a feature's type: numbers as numbers, text as text. A time is ISO 8601 with an offset, or whole microseconds
/// since 1970. Nothing is converted, so a number in quotes is refused.
/// </summary>
internal static class JsonScalar
{
    // Every character of the longest that .NET reads may be escaped.
    private const int LongestTime = 252;

    /// <summary>Reads the token that the reader stands on.</summary>
    /// <returns>Why it is refused; null when it is not.</returns>
    public static Refusal? Read(ref Utf8JsonReader reader, SourceColumn column, out FeatureValue value)
    {
        value = default;
        if (reader.TokenType == JsonTokenType.Null)
            return null;

        var isNumber = reader.TokenType == JsonTokenType.Number;
        var isText = reader.TokenType == JsonTokenType.String;
        FeatureValue? read = column.Type switch
        {
            FeatureType.Bool when reader.TokenType is JsonTokenType.True or JsonTokenType.False => FeatureValue.Of(reader.GetBoolean()),
            FeatureType.Int when isNumber && reader.TryGetInt32(out var number) => FeatureValue.Of(number),
            FeatureType.Long when isNumber && reader.TryGetInt64(out var number) => FeatureValue.Of(number),
            FeatureType.Float when isNumber && reader.TryGetSingle(out var number) && float.IsFinite(number) => FeatureValue.Of(number),
            FeatureType.Double when isNumber && reader.TryGetDouble(out var number) && double.IsFinite(number) => FeatureValue.Of(number),
            FeatureType.String when isText => FeatureValue.Of(reader.GetString()),
            FeatureType.String when isNumber && column.IsIdentifier && reader.TryGetInt64(out var number) =>
                FeatureValue.Of(number.ToString(CultureInfo.InvariantCulture)),
            FeatureType.Timestamp when isText && HasOffset(ref reader) && reader.TryGetDateTimeOffset(out var time) => FeatureValue.Of((FeatureTime)time),
            FeatureType.Timestamp when isNumber && reader.TryGetInt64(out var number) && ColumnValue.IsTime(number) => FeatureValue.Of(new FeatureTime(number)),
            _ => null,
        };
        if (read is null)
            return Refusal.Of(column, $"must be {Allowed(column)}, and is {Found(reader.TokenType)}{(isNumber || isText ? " that is not" : "")}");
        value = read.Value;
        return null;
    }

    /// <summary>What a token is, for people.</summary>
    public static string Found(JsonTokenType token) => token switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a text",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "true or false",
        _ => "null",
    };

    private static string Allowed(SourceColumn column) => column.Type switch
    {
        FeatureType.Timestamp => "a time, ISO 8601 with offset or whole microseconds since 1970",
        FeatureType.String when column.IsIdentifier => "a text or a whole number",
        _ => $"of type {EnumText.Of(column.Type)}",
    };

    // Without an offset .NET takes the time zone of this machine. Some writers escape the plus sign.
    private static bool HasOffset(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestTime)
            return false;
        Span<byte> copy = stackalloc byte[LongestTime];
        ReadOnlySpan<byte> text = copy[..reader.CopyString(copy)];
        var time = text.IndexOf((byte)'T');
        return time >= 0 && text[time..].IndexOfAny((byte)'Z', (byte)'+', (byte)'-') >= 0;
    }
}
