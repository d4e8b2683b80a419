using System.Text.Json;
using System.Text.Json.Serialization;

namespace OrleansML.Gateway.Features;

// For the description of the API only; EntityPredictEndpoint writes answers without making this.
/// <summary>A prediction by entity with the features that it used.</summary>
public sealed record EntityPredictInfo
{
    /// <summary>The model.</summary>
    [JsonPropertyName("model_name")]
    public required string Model { get; init; }

    /// <summary>The version that answered.</summary>
    [JsonPropertyName("model_version")]
    public required string Version { get; init; }

    /// <summary>Names the prediction in logs and for labels, also in header <c>OrleansML-Prediction-Id</c>; with <c>/ROW</c>, from 0, one of several rows.</summary>
    [JsonPropertyName("prediction_id")]
    public required Guid PredictionId { get; init; }

    /// <summary><c>prediction_id</c>, <c>queue_us</c>, <c>compute_us</c> and <c>batch_rows</c>.</summary>
    public required IReadOnlyDictionary<string, JsonElement> Parameters { get; init; }

    /// <summary>The outputs, as in the Open Inference Protocol.</summary>
    public required IReadOnlyList<EntityPredictOutputInfo> Outputs { get; init; }

    /// <summary>The features that were used, with the age of each entity's value.</summary>
    public required IReadOnlyList<FeatureUseInfo> Features { get; init; }

    /// <summary>Sources that gave no answer, one sentence each; left out when all did.</summary>
    public IReadOnlyList<string>? SourceFailures { get; init; }
}
