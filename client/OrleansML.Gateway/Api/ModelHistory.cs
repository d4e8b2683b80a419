namespace OrleansML.Gateway.Api;

/// <summary>Answer to <c>GET /api/v1/models/{name}/history</c>.</summary>
public sealed record ModelHistory
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Every move, oldest first.</summary>
    public required RegistryEventInfo[] Events { get; init; }
}
