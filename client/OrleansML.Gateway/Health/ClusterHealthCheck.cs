using Microsoft.Extensions.Diagnostics.HealthChecks;
using OrleansML.Client;

namespace OrleansML.Gateway.Health;

/// <summary>Healthy while the cluster answers.</summary>
internal sealed class ClusterHealthCheck(OrleansMLClient client) : IHealthCheck
{
    public const string Name = "cluster";

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            var status = await client.GetClusterStatusAsync(cancellationToken).WaitAsync(cancellationToken);
            return HealthCheckResult.Healthy($"{status.Silos.Length} silos");
        }
        catch (OrleansMLException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message, exception);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Unhealthy("The cluster did not answer in time.", exception);
        }
    }
}
