using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads the values of <c>parameters</c> objects. Names that nobody knows are accepted as long as the value is a scalar.</summary>
internal static class ParameterReader
{
    /// <summary>Moves into a <c>parameters</c> object, or past it when it is null.</summary>
    /// <returns>Whether there is an object to read.</returns>
    public static bool Enter(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null)
            return false;
        if (reader.TokenType == JsonTokenType.StartObject)
            return true;
        throw RequestFaults.Invalid(json, reader.TokenStartIndex, "'parameters' must be a JSON object.");
    }

    /// <summary>Moves to the next name; false at the end of the object.</summary>
    public static bool NextName(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static bool ReadBoolean(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var name = reader.GetString();
        reader.Read();
        return reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Wrong(ref reader, json, name, "must be true or false"),
        };
    }

    public static long ReadInteger(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, long minimum, long maximum)
    {
        var name = reader.GetString();
        reader.Read();
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value) && value >= minimum && value <= maximum
            ? value
            : throw Wrong(ref reader, json, name, $"must be a whole number from {minimum} to {maximum}");
    }

    public static void SkipScalar(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
    {
        var name = reader.GetString();
        reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw Wrong(ref reader, json, name, "must be a string, a number or a Boolean");
    }

    private static OrleansMLException Wrong(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, string? name, string rule)
    {
        var value = reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
            ? "nested"
            : RequestFaults.Quote(json[(int)reader.TokenStartIndex..(int)reader.BytesConsumed]);
        return RequestFaults.Invalid(json, reader.TokenStartIndex, $"Parameter '{name}' is {value}; it {rule}.");
    }
}
