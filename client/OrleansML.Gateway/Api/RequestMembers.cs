using System.Text.Json;

namespace OrleansML.Gateway.Api;

/// <summary>Members of a JSON object that a request consists of.</summary>
internal sealed class RequestMembers
{
    private readonly JsonElement _root;

    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/>: there is a member that is not known.</exception>
    public RequestMembers(JsonElement root, params string[] known)
    {
        _root = root;
        string[] unknown = [.. root.EnumerateObject().Select(member => member.Name).Except(known)];
        if (unknown.Length > 0)
            throw Invalid($"{string.Join(", ", unknown.Select(name => $"'{name}'"))} is not known; the members are {string.Join(", ", known.Select(name => $"'{name}'"))}");
    }

    public static string Text(JsonElement element, string what) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString()!,
        JsonValueKind.Number when element.TryGetInt64(out _) => element.GetRawText(),
        _ => throw Invalid($"{what} holds {element.ValueKind}; texts and whole numbers are allowed"),
    };

    public static OrleansMLException Invalid(string reason) => new(ErrorCode.InvalidRequest, $"The body is not right: {reason}.");

    public JsonElement? Find(string name) =>
        _root.TryGetProperty(name, out var element) && element.ValueKind is not JsonValueKind.Null ? element : null;

    public string? OptionalText(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw Invalid($"'{name}' must be a text"),
    };

    public int? OptionalInteger(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        { } other => throw Invalid($"'{name}' is {other.GetRawText()}; a whole number up to {int.MaxValue} is allowed"),
    };

    public long? OptionalLong(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { } other => throw Invalid($"'{name}' is {other.GetRawText()}; a whole number up to {long.MaxValue} is allowed"),
    };

    public double? OptionalNumber(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => value,
        { } other => throw Invalid($"'{name}' is {other.GetRawText()}; a number is allowed"),
    };

    public Guid? OptionalGuid(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.TryGetGuid(out var value) => value,
        { } other => throw Invalid($"'{name}' is {other.GetRawText()}; a UUID such as \"0f8fad5b-d9cb-469f-a165-70867728950e\" is allowed"),
    };

    /// <summary>A version that must be there.</summary>
    public int Version(string name) => OptionalInteger(name) ?? throw Invalid($"'{name}' is missing: the version, a whole number from 1");

    /// <summary>A time span that a number gives in a unit; what is too large for one is the largest.</summary>
    public TimeSpan? OptionalSpan(string name, TimeSpan unit) => OptionalNumber(name) is not { } number
        ? null
        : Math.Abs(number) >= TimeSpan.MaxValue / unit ? TimeSpan.MaxValue : unit * number;

    /// <summary>The elements of a list that must be there.</summary>
    public IEnumerable<JsonElement> List(string name, string what) => Find(name) switch
    {
        { ValueKind: JsonValueKind.Array } list => list.EnumerateArray(),
        null => throw Invalid($"'{name}' is missing: {what}"),
        _ => throw Invalid($"'{name}' must be {what}"),
    };

    /// <summary>A time in milliseconds, 1 to 60,000; null when it is not there.</summary>
    public TimeSpan? Timeout(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && value is >= 1 and <= 60_000 => TimeSpan.FromMilliseconds(value),
        var other => throw Invalid($"'{name}' is {other.Value.GetRawText()}; a number of milliseconds from 1 to 60000 is allowed"),
    };
}
