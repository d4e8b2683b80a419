using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansML.Gateway.Api;

/// <summary>Answer to <c>GET /health/ready</c>.</summary>
public sealed record HealthInfo
{
    /// <summary><c>Healthy</c>, <c>Degraded</c> or <c>Unhealthy</c>: the worst of the checks.</summary>
    public required string Status { get; init; }

    /// <summary>The checks.</summary>
    public required HealthCheckInfo[] Checks { get; init; }

    internal static HealthInfo From(HealthReport report) => new()
    {
        Status = report.Status.ToString(),
        Checks = [.. report.Entries.Select(static entry => new HealthCheckInfo
        {
            Name = entry.Key,
            Status = entry.Value.Status.ToString(),
            Description = entry.Value.Description,
        })],
    };
}
