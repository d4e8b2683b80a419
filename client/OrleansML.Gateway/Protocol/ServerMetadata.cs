namespace OrleansML.Gateway.Protocol;

/// <summary>Answer to <c>GET /v2</c>.</summary>
internal sealed record ServerMetadata
{
    public required string Name { get; init; }

    public required string Version { get; init; }

    public required string[] Extensions { get; init; }
}
