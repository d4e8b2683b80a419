namespace OrleansML.Gateway.Api;

/// <summary>Answer to <c>GET /api/v1/models</c>.</summary>
public sealed record ModelList
{
    /// <summary>All models by name.</summary>
    public required ModelInfo[] Models { get; init; }
}
