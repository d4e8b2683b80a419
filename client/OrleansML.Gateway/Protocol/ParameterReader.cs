using System.Text.Json;

namespace OrleansML.Gateway.Protocol;

/// <summary>Reads the values of <c>parameters</c> objects. Names that nobody knows are accepted as long as the value is a scalar.</summary>
internal static class ParameterReader
{
    /// <summary>Moves into a <c>parameters</c> object, or past it when it is null.</summary>
    /// <returns>Whether there is an object to read.</returns>
    public static bool Enter(ref RequestJson json)
    {
        json.Read();
        if (json.TokenType == JsonTokenType.Null)
            return false;
        if (json.TokenType == JsonTokenType.StartObject)
            return true;
        throw json.Fault("'parameters' must be a JSON object.");
    }

    /// <summary>Moves to the next name; false at the end of the object.</summary>
    public static bool NextName(ref RequestJson json) => json.Read() && json.TokenType == JsonTokenType.PropertyName;

    public static bool ReadBoolean(ref RequestJson json)
    {
        var name = json.GetString();
        json.Read();
        return json.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            _ => throw Wrong(ref json, name, "must be true or false"),
        };
    }

    public static long ReadInteger(ref RequestJson json, long minimum, long maximum)
    {
        var name = json.GetString();
        json.Read();
        return json.TokenType == JsonTokenType.Number && json.TryGetInt64(out var value) && value >= minimum && value <= maximum
            ? value
            : throw Wrong(ref json, name, $"must be a whole number from {minimum} to {maximum}");
    }

    public static void SkipScalar(ref RequestJson json)
    {
        var name = json.GetString();
        json.Read();
        if (json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
            throw Wrong(ref json, name, "must be a string, a number or a Boolean");
    }

    private static OrleansMLException Wrong(ref RequestJson json, string? name, string rule)
    {
        var value = json.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray
            ? "nested"
            : json.TokenText;
        return json.Fault($"Parameter '{name}' is {value}; it {rule}.");
    }
}
