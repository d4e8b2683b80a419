using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;
using OrleansML.Client;
using OrleansML.Gateway.Errors;
using OrleansML.Gateway.Health;
using OrleansML.Gateway.Protocol;

namespace OrleansML.Gateway;

/// <summary>Registers the gateway.</summary>
public static class GatewayServiceCollectionExtensions
{
    private const string DocumentName = "v1";

    /// <summary>
    /// Adds the gateway over the cluster client that is registered: a silo's own, or that of <c>AddOrleansMLClient</c>. Options come from
    /// section
    /// <c>OrleansML:Gateway</c> and are checked when the application starts. May be called twice.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes to what the section says.</param>
    public static IServiceCollection AddOrleansMLGateway(this IServiceCollection services, Action<GatewayOptions>? configure = null)
    {
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section).ValidateOnStart();
        if (configure is not null)
            services.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<GatewayOptions>, GatewayOptionsValidator>());
        if (services.Any(static service => service.ServiceType == typeof(ErrorResponses)))
            return services;

        services.AddOrleansMLClient();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ErrorResponses>();
        services.AddSingleton<ReadinessProbe>();
        services.AddSingleton<HealthEndpoints>();
        services.AddSingleton<ServerEndpoints>();
        services.AddSingleton<ModelEndpoints>();
        services.AddSingleton<InferEndpoint>();
        services.AddOpenApi(DocumentName, static document => document.AddDocumentTransformer(static (description, _, _) =>
        {
            description.Info = new OpenApiInfo { Title = "OrleansML platform API", Version = DocumentName };
            return Task.CompletedTask;
        }));
        services.AddHealthChecks().AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name, tags: [ReadinessProbe.Tag]);
        return services;
    }
}
