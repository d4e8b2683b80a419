using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Adds an external client to a host.</summary>
public static class OrleansClientGenericHostExtensions
{
    /// <summary>Adds a client.</summary>
    /// <param name="hostAppBuilder">The host builder.</param>
    /// <returns>The host builder.</returns>
    public static IHostApplicationBuilder UseOrleansClient(this IHostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleansClient(static _ => { });

    /// <summary>Adds a client.</summary>
    /// <param name="hostAppBuilder">The host builder.</param>
    /// <returns>The host builder.</returns>
    public static HostApplicationBuilder UseOrleansClient(this HostApplicationBuilder hostAppBuilder) => hostAppBuilder.UseOrleansClient(static _ => { });

    /// <summary>Adds a client.</summary>
    /// <param name="hostAppBuilder">The host builder.</param>
    /// <param name="configureDelegate">Configures the client.</param>
    /// <returns>The host builder.</returns>
    public static IHostApplicationBuilder UseOrleansClient(this IHostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddClient(hostAppBuilder.Services, hostAppBuilder.Configuration));
        return hostAppBuilder;
    }

    /// <summary>Adds a client.</summary>
    /// <param name="hostAppBuilder">The host builder.</param>
    /// <param name="configureDelegate">Configures the client.</param>
    /// <returns>The host builder.</returns>
    public static HostApplicationBuilder UseOrleansClient(this HostApplicationBuilder hostAppBuilder, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostAppBuilder);
        ((IHostApplicationBuilder)hostAppBuilder).UseOrleansClient(configureDelegate);
        return hostAppBuilder;
    }

    /// <summary>Adds a client.</summary>
    /// <param name="hostBuilder">The host builder.</param>
    /// <param name="configureDelegate">Configures the client.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder UseOrleansClient(this IHostBuilder hostBuilder, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.UseOrleansClient((_, builder) => configureDelegate(builder));
    }

    /// <summary>Adds a client.</summary>
    /// <param name="hostBuilder">The host builder.</param>
    /// <param name="configureDelegate">Configures the client.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder UseOrleansClient(this IHostBuilder hostBuilder, Action<HostBuilderContext, IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(hostBuilder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        return hostBuilder.ConfigureServices((context, services) => configureDelegate(context, AddClient(services, context.Configuration)));
    }

    /// <summary>Adds a client.</summary>
    /// <param name="hostBuilder">The host builder.</param>
    /// <returns>The host builder.</returns>
    public static IHostBuilder UseOrleansClient(this IHostBuilder hostBuilder) => hostBuilder.UseOrleansClient(static (_, _) => { });

    /// <summary>Adds a client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configureDelegate">Configures the client.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOrleansClient(this IServiceCollection services, Action<IClientBuilder> configureDelegate) =>
        services.AddOrleansClient(null, configureDelegate);

    /// <summary>Adds a client.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configuration">The configuration of the host.</param>
    /// <param name="configureDelegate">Configures the client.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddOrleansClient(
        this IServiceCollection services, IConfiguration? configuration, Action<IClientBuilder> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(AddClient(services, configuration ?? new ConfigurationBuilder().Build()));
        return services;
    }

    private static IClientBuilder AddClient(IServiceCollection services, IConfiguration configuration)
    {
        OrleansHostMarker.ThrowIfSilo(services);
        if (OrleansHostMarker.Find<IClientBuilder>(services) is { } existing)
        {
            return existing;
        }

        var builder = new ClientBuilder(services, configuration);
        services.AddSingleton(new OrleansHostMarker(builder));
        return builder;
    }
}
