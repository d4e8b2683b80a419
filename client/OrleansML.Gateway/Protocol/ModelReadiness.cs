using System.Text.Json.Serialization;

namespace OrleansML.Gateway.Protocol;

/// <summary>Answer to <c>GET /v2/models/{model}/ready</c>.</summary>
internal sealed record ModelReadiness
{
    public required string Name { get; init; }

    public required bool Ready { get; init; }

    /// <summary>Why it is not ready.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}
