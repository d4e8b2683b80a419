using System.Text.Json;
using OrleansML.Gateway.Features;

namespace OrleansML.Gateway.Deployments;

/// <summary>Reads members of a JSON object by type, and says which is wrong.</summary>
internal static class BodyMembers
{
    public static string? OptionalText(this RequestMembers members, string name) => members.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text => text.GetString(),
        _ => throw RequestMembers.Invalid($"'{name}' must be a text"),
    };

    public static int? OptionalInteger(this RequestMembers members, string name) => members.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        { } other => throw RequestMembers.Invalid($"'{name}' is {other.GetRawText()}; a whole number is allowed"),
    };

    public static long? OptionalLong(this RequestMembers members, string name) => members.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var value) => value,
        { } other => throw RequestMembers.Invalid($"'{name}' is {other.GetRawText()}; a whole number is allowed"),
    };

    public static double? OptionalNumber(this RequestMembers members, string name) => members.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) => value,
        { } other => throw RequestMembers.Invalid($"'{name}' is {other.GetRawText()}; a number is allowed"),
    };

    public static Guid? OptionalGuid(this RequestMembers members, string name) => members.Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } text when text.TryGetGuid(out var value) => value,
        { } other => throw RequestMembers.Invalid($"'{name}' is {other.GetRawText()}; a UUID such as \"0f8fad5b-d9cb-469f-a165-70867728950e\" is allowed"),
    };

    public static int Version(this RequestMembers members, string name) =>
        members.OptionalInteger(name) ?? throw RequestMembers.Invalid($"'{name}' is missing: the version, a whole number from 1");

    /// <summary>A time span that a number gives in a unit; what is too large for one is the largest.</summary>
    public static TimeSpan? OptionalSpan(this RequestMembers members, string name, TimeSpan unit) => members.OptionalNumber(name) is not { } number
        ? null
        : Math.Abs(number) >= TimeSpan.MaxValue / unit ? TimeSpan.MaxValue : unit * number;
}
