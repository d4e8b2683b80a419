using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>Makes the errors of requests that break the protocol; those inside JSON name line and byte, both counted from 1.</summary>
internal static class RequestFaults
{
    private const int LongestQuote = 80;

    public static OrleansMLException Invalid(string message) => new(ErrorCode.InvalidRequest, message);

    public static OrleansMLException Invalid(ReadOnlySpan<byte> json, long offset, string message)
    {
        var before = json[..(int)Math.Min(offset, json.Length)];
        return Invalid(Place(message, before.Count((byte)'\n'), before.Length - (before.LastIndexOf((byte)'\n') + 1)));
    }

    public static OrleansMLException Malformed(ReadOnlySpan<byte> json, int maximumDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = maximumDepth });
        try
        {
            while (reader.Read())
            {
            }
        }
        catch (JsonException exception)
        {
            var line = (int)(exception.LineNumber ?? 0);
            var position = (int)(exception.BytePositionInLine ?? 0);
            return Invalid(Place(Reason(json, reader, maximumDepth, exception), line, position));
        }

        return Invalid("The request is not valid JSON.");
    }

    /// <summary>The text as it stands in the request, cut where it gets long.</summary>
    public static string Quote(ReadOnlySpan<byte> utf8) => utf8.Length <= LongestQuote
        ? System.Text.Encoding.UTF8.GetString(utf8)
        : System.Text.Encoding.UTF8.GetString(utf8[..LongestQuote]) + "...";

    private static string Place(string message, int line, int position) => $"{message} (line {line + 1}, byte {position + 1})";

    private static string Reason(ReadOnlySpan<byte> json, Utf8JsonReader reader, int maximumDepth, JsonException exception)
    {
        if (json.Trim(" \t\r\n"u8).IsEmpty)
            return "The body is empty: send a JSON object with 'inputs'.";
        // At an opening bracket the depth is still that outside of it.
        if (reader.CurrentDepth + (reader.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject ? 1 : 0) >= maximumDepth
            && json[(int)reader.BytesConsumed..].TrimStart(" \t\r\n,:"u8) is [(byte)'[' or (byte)'{', ..])
        {
            return $"The request is nested deeper than {maximumDepth} levels " +
                $"({GatewayOptions.Section}:{nameof(GatewayOptions.MaximumJsonDepth)}).";
        }

        // The runtime appends the position in its own form, counted from 0.
        var text = exception.Message;
        var end = text.IndexOf(" LineNumber:", StringComparison.Ordinal);
        var reason = end < 0 ? text : text[..end];
        var next = json[(int)Math.Min(reader.BytesConsumed, json.Length)..].TrimStart(" \t\r\n,"u8);
        var hint = next.StartsWith("NaN"u8) || next.StartsWith("Infinity"u8) || next.StartsWith("-Infinity"u8)
            ? " JSON has no such number: write null for not-a-number, \"Infinity\" or \"-Infinity\"."
            : "";
        return $"The request is not valid JSON: {reason}{hint}";
    }
}
