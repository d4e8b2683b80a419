namespace OrleansML.Gateway.Protocol;

/// <summary>Answer to <c>GET /v2/health/ready</c> while the server is not ready.</summary>
internal sealed record ServerReadiness
{
    public required bool Ready { get; init; }

    public required string Error { get; init; }
}
