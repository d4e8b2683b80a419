using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansML.Client;

namespace OrleansML.Gateway.Health;

/// <summary>
/// Healthy while a silo answers that is an active member, can read and write grain state, and is not leaving. Beside a silo it is that silo
/// which answers.
/// </summary>
internal sealed class ClusterHealthCheck(OrleansMLClient client) : IHealthCheck
{
    public const string Name = "cluster";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var health = await client.CheckSiloAsync(cancellationToken);
            return health.Problems.Length == 0
                ? HealthCheckResult.Healthy($"Silo {health.Silo} answers.")
                : HealthCheckResult.Unhealthy(string.Join(" ", health.Problems));
        }
        catch (OrleansMLException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy(
                "No silo answered in time: check that silos run and that this process can reach them (OrleansML:Client:Gateways).", exception);
        }
    }
}
