using System.Text.Json.Serialization;

namespace OrleansML.Data.Monitoring;

/// <summary>What one run of a silo lost of the predictions of a version.</summary>
/// <param name="Model">Name of the model.</param>
/// <param name="Version">Its version.</param>
/// <param name="Lost">Predictions that were answered and are not in the log: taken and not in a file when the run ended, or dropped.</param>
/// <param name="Dropped">How many of them were dropped, because too many were on the way.</param>
/// <param name="Since">No prediction from before is missing, unless it was dropped.</param>
/// <param name="Found">When the next silo noticed.</param>
internal sealed record LostOfVersion(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("version")] int Version,
    [property: JsonPropertyName("lost")] long Lost,
    [property: JsonPropertyName("dropped")] long Dropped,
    [property: JsonPropertyName("since")] DateTimeOffset Since,
    [property: JsonPropertyName("found")] DateTimeOffset Found);
