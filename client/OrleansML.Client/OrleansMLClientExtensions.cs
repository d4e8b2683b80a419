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
    private const string DefaultGateway = "127.0.0.1:30000";

    /// <summary>Connects the application to a cluster at start, as section <c>OrleansML:Client</c> says, and adds <see cref="OrleansMLClient"/>.</summary>
    /// <param name="builder">The application.</param>
    /// <param name="configure">Changes to what the section says.</param>
    /// <exception cref="InvalidOperationException">A gateway is not of the form <c>address:port</c>.</exception>
    public static IHostApplicationBuilder AddOrleansMLClient(
        this IHostApplicationBuilder builder, Action<OrleansMLClientOptions>? configure = null)
    {
        var options = new OrleansMLClientOptions();
        builder.Configuration.GetSection(OrleansMLClientOptions.Section).Bind(options);
        configure?.Invoke(options);
        if (options.Gateways.Count == 0)
            options.Gateways.Add(DefaultGateway);

        var gateways = options.Gateways.Select(ParseGateway).ToArray();
        builder.UseOrleansClient(client => client
            .UseStaticClustering(gateways)
            .Configure<ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.ClusterId;
                cluster.ServiceId = options.ServiceId;
            }));
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
        services.TryAddSingleton<ModelRouter>();
        services.TryAddSingleton<OrleansMLClient>();
        return services;
    }

    private static IPEndPoint ParseGateway(string text) =>
        IPEndPoint.TryParse(text, out var endpoint) && endpoint.Port != 0
            ? endpoint
            : throw new InvalidOperationException(
                $"{OrleansMLClientOptions.Section}:Gateways has '{text}'; an address and port is needed, such as {DefaultGateway}.");
}
