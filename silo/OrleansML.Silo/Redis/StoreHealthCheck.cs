using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansML.Storage.Redis;

namespace OrleansML.Silo.Redis;

/// <summary>Healthy while the store is open. Looks at what is known already, so that probes cost nothing.</summary>
internal sealed class StoreHealthCheck(StoreGuard guard) : IHealthCheck
{
    public const string Name = "store";

    /// <summary>Marks the checks that decide on readiness.</summary>
    public const string ReadyTag = "ready";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = guard.Status;
        return Task.FromResult(status.Condition is StoreCondition.Open
            ? HealthCheckResult.Healthy(status.Message)
            : HealthCheckResult.Unhealthy(status.Message));
    }
}
