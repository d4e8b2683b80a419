using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace OrleansML.Client;

/// <summary>Registers <see cref="OrleansMLClient"/>.</summary>
public static class OrleansMLClientExtensions
{
    /// <summary>The gateway of a silo on this machine with default ports.</summary>
    internal const string DefaultGateway = "127.0.0.1:30000";

    /// <summary>
    /// Connects the application to a cluster at start, as sections <c>OrleansML:Cluster</c> and <c>OrleansML:Client</c> say, and adds
    /// <see cref="OrleansMLClient"/>.
    /// </summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes to what section <c>OrleansML:Client</c> says.</param>
    /// <exception cref="OptionsValidationException">Lists every option of either section that is out of its range.</exception>
    public static IHostApplicationBuilder AddOrleansMLClient(
        this IHostApplicationBuilder builder, Action<OrleansMLClientOptions>? configure = null)
    {
        var options = new OrleansMLClientOptions();
        builder.Configuration.GetSection(OrleansMLClientOptions.Section).Bind(options);
        configure?.Invoke(options);
        var cluster = new ClusterConnectionOptions();
        builder.Configuration.GetSection(ClusterConnectionOptions.Section).Bind(cluster);
        var gateways = Validate(options, cluster);

        builder.UseOrleansClient(client =>
        {
            client.Services.ConfigureCluster(cluster);
            client.Configure<GatewayOptions>(gateway =>
                gateway.GatewayListRefreshPeriod = cluster.FailureDetection.GatewayRefreshPeriod);
            if (cluster.Tls.IsOn)
                client.UseTls(client.Services.AddClusterCertificates(cluster.Tls).UseIn);
            if (gateways.Length > 0 || cluster.Redis is null)
            {
                client.UseStaticClustering(gateways is [] ? [IPEndPoint.Parse(DefaultGateway)] : gateways);
            }
            else
            {
                client.Services.AddRedisConnection(cluster.Redis);
                client.UseRedisClustering(static _ => { });
            }
        });
        builder.Services.AddOrleansMLClient();
        return builder;
    }

    /// <summary>
    /// Adds <see cref="OrleansMLClient"/> over the cluster client that is already registered, such as a silo's own. Section
    /// <c>OrleansML:Client:Retry</c> says how it repeats calls and is checked when the application starts.
    /// </summary>
    public static IServiceCollection AddOrleansMLClient(this IServiceCollection services)
    {
        services.AddOptions<ClientRetryOptions>().BindConfiguration(ClientRetryOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ClientRetryOptions>, ClientRetryOptionsValidator>());
        services.TryAddSingleton<GatewayChanges>();
        services.TryAddSingleton(static provider =>
        {
            var router = ActivatorUtilities.CreateInstance<ModelRouter>(provider);
            provider.GetRequiredService<GatewayChanges>().Changed += router.FollowAnew;
            return router;
        });
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IClusterConnectionStatusObserver, GatewayChanges>(
            static provider => provider.GetRequiredService<GatewayChanges>()));
        services.TryAddSingleton<OrleansMLClient>();
        return services;
    }

    private static IPEndPoint[] Validate(OrleansMLClientOptions options, ClusterConnectionOptions cluster)
    {
        var violations = new List<string>(new ClusterConnectionValidator().Validate(null, cluster).Failures ?? []);
        var gateways = new List<IPEndPoint>();
        foreach (var text in options.Gateways)
        {
            if (IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port != 0)
                gateways.Add(endpoint);
            else
                violations.Add($"{OrleansMLClientOptions.Section}:Gateways has '{text}'; an address and port is needed, such as {DefaultGateway}.");
        }

        return violations.Count == 0
            ? [.. gateways]
            : throw new OptionsValidationException(Options.DefaultName, typeof(ClusterConnectionOptions), violations);
    }
}
