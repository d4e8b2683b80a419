using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Messaging;
using Orleans.Runtime.Client;
using Orleans.Runtime.Observability;

namespace Orleans.Hosting;

/// <summary>Services, options, clustering and connection events of an external client.</summary>
public static class ClientBuilderExtensions
{
    /// <summary>Adds services.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="configureDelegate">Adds the services.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder ConfigureServices(this IClientBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureDelegate);
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Sets options.</summary>
    /// <typeparam name="TOptions">The type of the options.</typeparam>
    /// <param name="builder">The client builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, Action<TOptions> configureOptions)
        where TOptions : class => builder.ConfigureServices(services => services.Configure(configureOptions));

    /// <summary>Binds options to configuration.</summary>
    /// <typeparam name="TOptions">The type of the options.</typeparam>
    /// <param name="builder">The client builder.</param>
    /// <param name="configuration">The configuration.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder Configure<TOptions>(this IClientBuilder builder, IConfiguration configuration)
        where TOptions : class => builder.ConfigureServices(services => services.AddOptions<TOptions>().Bind(configuration));

    /// <summary>Lets traces flow along grain calls.</summary>
    /// <param name="builder">The client builder.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder AddActivityPropagation(this IClientBuilder builder) => builder.ConfigureServices(services =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutgoingGrainCallFilter, ActivityOutgoingFilter>()));

    /// <summary>Connects to the gateway of a silo on this machine.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="gatewayPort">The gateway port of the silo.</param>
    /// <param name="serviceId">The id of the service.</param>
    /// <param name="clusterId">The id of the cluster.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder, int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT, string serviceId = "dev", string clusterId = "dev") =>
        builder.UseLocalhostClustering([gatewayPort], serviceId, clusterId);

    /// <summary>Connects to the gateways of silos on this machine.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="gatewayPorts">The gateway ports of the silos.</param>
    /// <param name="serviceId">The id of the service.</param>
    /// <param name="clusterId">The id of the cluster.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseLocalhostClustering(
        this IClientBuilder builder, int[] gatewayPorts, string serviceId = "dev", string clusterId = "dev")
    {
        ArgumentNullException.ThrowIfNull(gatewayPorts);
        builder.UseStaticClustering([.. gatewayPorts.Select(port => new IPEndPoint(IPAddress.Loopback, port))]);
        return builder.Configure<ClusterOptions>(options =>
        {
            // What the application configured itself goes first.
            options.ServiceId = options.ServiceId is ClusterOptions.DefaultServiceId or null or "" ? serviceId : options.ServiceId;
            options.ClusterId = options.ClusterId is ClusterOptions.DefaultClusterId or null or "" ? clusterId : options.ClusterId;
        });
    }

    /// <summary>Connects to fixed gateways.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="endpoints">The gateways.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseStaticClustering(this IClientBuilder builder, params IPEndPoint[] endpoints) =>
        builder.UseStaticClustering((StaticGatewayListProviderOptions options) => options.Gateways = [.. endpoints.Select(endpoint => GatewayUris.Create(endpoint))]);

    /// <summary>Connects to fixed gateways.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="configureOptions">Sets the gateways.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseStaticClustering(this IClientBuilder builder, Action<StaticGatewayListProviderOptions> configureOptions) =>
        builder.UseStaticClustering((OptionsBuilder<StaticGatewayListProviderOptions> options) => options.Configure(configureOptions));

    /// <summary>Connects to fixed gateways.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="configureOptions">Sets the gateways.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseStaticClustering(
        this IClientBuilder builder, Action<OptionsBuilder<StaticGatewayListProviderOptions>> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);
        configureOptions(builder.Services.AddOptions<StaticGatewayListProviderOptions>());
        builder.Services.AddSingleton<IGatewayListProvider, StaticGatewayListProvider>();
        return builder;
    }

    /// <summary>Sets who decides about further attempts to connect.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="connectionRetryFilter">Decides.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseConnectionRetryFilter(
        this IClientBuilder builder, Func<Exception, CancellationToken, Task<bool>> connectionRetryFilter) =>
        builder.UseConnectionRetryFilter(new DelegateRetryFilter(connectionRetryFilter));

    /// <summary>Sets who decides about further attempts to connect.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="connectionRetryFilter">Decides.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseConnectionRetryFilter(this IClientBuilder builder, IClientConnectionRetryFilter connectionRetryFilter) =>
        builder.ConfigureServices(services => services.AddSingleton(connectionRetryFilter));

    /// <summary>Sets who decides about further attempts to connect.</summary>
    /// <typeparam name="TConnectionRetryFilter">Decides.</typeparam>
    /// <param name="builder">The client builder.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseConnectionRetryFilter<TConnectionRetryFilter>(this IClientBuilder builder)
        where TConnectionRetryFilter : class, IClientConnectionRetryFilter =>
        builder.ConfigureServices(services => services.AddSingleton<IClientConnectionRetryFilter, TConnectionRetryFilter>());

    /// <summary>Adds a handler for the loss of the last gateway.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder AddClusterConnectionLostHandler(this IClientBuilder builder, ConnectionToClusterLostHandler handler) =>
        builder.AddClusterConnectionLostHandler(_ => handler);

    /// <summary>Adds a handler for the loss of the last gateway.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="handlerFactory">Creates the handler.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder AddClusterConnectionLostHandler(
        this IClientBuilder builder, Func<IServiceProvider, ConnectionToClusterLostHandler> handlerFactory) =>
        builder.ConfigureServices(services => services.AddSingleton<IClusterConnectionStatusObserver>(
            provider => new DelegateStatusObserver(provider, handlerFactory(provider), null)));

    /// <summary>Adds a handler for changes of the number of gateways.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="handler">The handler.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder AddGatewayCountChangedHandler(this IClientBuilder builder, GatewayCountChangedHandler handler) =>
        builder.AddGatewayCountChangedHandler(_ => handler);

    /// <summary>Adds a handler for changes of the number of gateways.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="handlerFactory">Creates the handler.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder AddGatewayCountChangedHandler(
        this IClientBuilder builder, Func<IServiceProvider, GatewayCountChangedHandler> handlerFactory) =>
        builder.ConfigureServices(services => services.AddSingleton<IClusterConnectionStatusObserver>(
            provider => new DelegateStatusObserver(provider, null, handlerFactory(provider))));

    /// <summary>Adds an observer of the connection.</summary>
    /// <typeparam name="TObserver">The type of the observer.</typeparam>
    /// <param name="builder">The client builder.</param>
    /// <param name="observer">The observer.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder AddClusterConnectionStatusObserver<TObserver>(this IClientBuilder builder, TObserver observer)
        where TObserver : IClusterConnectionStatusObserver =>
        builder.ConfigureServices(services => services.AddSingleton<IClusterConnectionStatusObserver>(observer));

    /// <summary>Adds an observer of the connection.</summary>
    /// <typeparam name="TObserver">The type of the observer.</typeparam>
    /// <param name="builder">The client builder.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder AddClusterConnectionStatusObserver<TObserver>(this IClientBuilder builder)
        where TObserver : class, IClusterConnectionStatusObserver =>
        builder.ConfigureServices(services => services.AddSingleton<IClusterConnectionStatusObserver, TObserver>());
}
