using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansML.Gateway.Features;

// For the description of the API only; EntityPredictEndpoint reads requests member by member, to say what is wrong with each.
/// <summary>A prediction by entity.</summary>
public sealed record EntityPredictBody
{
    /// <summary>
    /// The entities: a text or whole number each, or an object of keys where the views have several. Left out where the model reads no view, and all of its
    /// data comes with the request.
    /// </summary>
    public IReadOnlyList<JsonElement>? Entities { get; init; }

    /// <summary>Values that the request brings along, one object for each entity, or without entities for each row; they win over those of the views.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, JsonElement>>? Fields { get; init; }

    /// <summary>Names of the outputs; left out: all.</summary>
    public IReadOnlyList<string>? Outputs { get; init; }

    /// <summary>Time for features and model together, 1 to 60,000 ms; left out: what the manifest says for the features, no limit for the model.</summary>
    [JsonPropertyName("timeout_ms")]
    public double? Timeout { get; init; }

    /// <summary>Alias of the version that is to answer, such as <c>champion</c>; left out: what the deployment decides.</summary>
    public string? Alias { get; init; }
}
