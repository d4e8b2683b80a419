using Microsoft.Extensions.DependencyInjection;

namespace OrleansML.Grains.Deployments;

/// <summary>Registers deployments.</summary>
internal static class DeploymentsExtensions
{
    public static IServiceCollection AddDeployments(this IServiceCollection services) => services.AddHostedService<DeploymentWatch>();
}
