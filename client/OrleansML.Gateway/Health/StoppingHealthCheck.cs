using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace OrleansML.Gateway.Health;

/// <summary>Healthy until the process is told to end.</summary>
internal sealed class StoppingHealthCheck(DrainDelay drain) : IHealthCheck
{
    public const string Name = "stopping";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(drain.IsStopping
            ? HealthCheckResult.Unhealthy("The process is stopping: send requests to others.")
            : HealthCheckResult.Healthy("The process is not stopping."));
}
