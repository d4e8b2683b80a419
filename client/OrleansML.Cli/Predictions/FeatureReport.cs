using System.Text.Json;

namespace OrleansML.Cli.Predictions;

/// <summary>What a feature was like in each row of a prediction.</summary>
internal sealed record FeatureReport(string Name, IReadOnlyList<string> Status, IReadOnlyList<DateTimeOffset?> EventTime)
{
    public static FeatureReport Of(JsonElement feature) => new(
        feature.GetProperty("name").GetString() ?? "",
        [.. feature.GetProperty("status").EnumerateArray().Select(static status => status.GetString() ?? "")],
        [.. feature.GetProperty("eventTime").EnumerateArray().Select(static time => time.ValueKind is JsonValueKind.Null ? (DateTimeOffset?)null : time.GetDateTimeOffset())]);
}
