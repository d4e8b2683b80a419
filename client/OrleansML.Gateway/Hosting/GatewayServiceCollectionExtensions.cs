using Microsoft.AspNetCore.Hosting;
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
        if (services.Any(static service => service.ServiceType == typeof(InferEndpoint)))
            return services;

        services.AddOrleansMLHealth();
        services.AddSingleton<ServerEndpoints>();
        services.AddSingleton<ModelEndpoints>();
        services.AddSingleton<InferEndpoint>();
        services.AddOpenApi(DocumentName, static document => document.AddDocumentTransformer(static (description, _, _) =>
        {
            description.Info = new OpenApiInfo { Title = "OrleansML platform API", Version = DocumentName };
            return Task.CompletedTask;
        }));
        services.AddHostedService(static provider => provider.GetRequiredService<DrainDelay>());
        services.AddTransient<IStartupFilter, ConnectionCloser>();
        return services;
    }

    /// <summary>
    /// Adds what <c>/health</c> answers from: the cluster (of a silo: itself) with its grain storage, required models, and whether the process
    /// is stopping. Section <c>OrleansML:Health</c> is checked when the application starts. For processes that have no other endpoint than
    /// <c>MapOrleansMLHealth</c>; <see cref="AddOrleansMLGateway"/> includes it.
    /// </summary>
    /// <param name="services">The application's services, with a cluster client.</param>
    public static IServiceCollection AddOrleansMLHealth(this IServiceCollection services)
    {
        if (services.Any(static service => service.ServiceType == typeof(HealthEndpoints)))
            return services;

        services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<HealthOptions>, HealthOptionsValidator>());
        services.AddOptions<GatewayOptions>().BindConfiguration(GatewayOptions.Section);
        services.AddOrleansMLClient();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<ErrorResponses>();
        services.AddSingleton<ReadinessProbe>();
        services.AddSingleton<HealthEndpoints>();
        services.AddSingleton<DrainDelay>();
        services.AddSingleton<RequiredModelsHealthCheck>();
        services.AddHealthChecks()
            .AddCheck<ClusterHealthCheck>(ClusterHealthCheck.Name, tags: [ReadinessProbe.Tag])
            .AddCheck<RequiredModelsHealthCheck>(RequiredModelsHealthCheck.Name, tags: [ReadinessProbe.Tag])
            .AddCheck<StoppingHealthCheck>(StoppingHealthCheck.Name, tags: [ReadinessProbe.Tag]);
        return services;
    }
}
