using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansML.Gateway.Features;

// For the description of the API only; FeaturesApi reads requests member by member, to say what is wrong with each.
/// <summary>What is asked of features.</summary>
public sealed record FeatureReadBody
{
    /// <summary>The entities, each its keys joined by <c>|</c>; 1 to 10,000.</summary>
    public required IReadOnlyList<string> Entities { get; init; }

    /// <summary>Names of the features; left out: all of the view.</summary>
    public IReadOnlyList<string>? Features { get; init; }

    /// <summary>Request data by name: texts, numbers, true, false.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Request { get; init; }

    /// <summary>Time for all sources together, 1 to 60,000 ms; left out: 500 ms.</summary>
    [JsonPropertyName("timeout_ms")]
    public double? Timeout { get; init; }
}
