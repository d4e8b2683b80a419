namespace OrleansML.Gateway.Api;

/// <summary>Result of one health check.</summary>
public sealed record HealthCheckInfo
{
    /// <summary>Name of the check.</summary>
    public required string Name { get; init; }

    /// <summary><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What the check found.</summary>
    public string? Description { get; init; }
}
