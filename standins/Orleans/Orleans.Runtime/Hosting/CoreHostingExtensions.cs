using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Observability;

namespace Orleans.Hosting;

/// <summary>Clustering for development, and tracing.</summary>
public static class CoreHostingExtensions
{
    /// <summary>Lets traces flow along grain calls.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddActivityPropagation(this ISiloBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IIncomingGrainCallFilter, ActivityIncomingFilter>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IOutgoingGrainCallFilter, ActivityOutgoingFilter>());
        return builder;
    }

    /// <summary>Makes this silo a member of a cluster of this machine only. Not for production.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="siloPort">The port for other silos.</param>
    /// <param name="gatewayPort">The port for clients; 0 is none.</param>
    /// <param name="primarySiloEndpoint">The silo that keeps the membership; this one where null.</param>
    /// <param name="serviceId">The id of the service.</param>
    /// <param name="clusterId">The id of the cluster.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseLocalhostClustering(
        this ISiloBuilder builder,
        int siloPort = EndpointOptions.DEFAULT_SILO_PORT,
        int gatewayPort = EndpointOptions.DEFAULT_GATEWAY_PORT,
        IPEndPoint? primarySiloEndpoint = null,
        string serviceId = "dev",
        string clusterId = "dev")
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Configure<EndpointOptions>(options =>
        {
            options.AdvertisedIPAddress = IPAddress.Loopback;
            options.SiloPort = siloPort;
            options.GatewayPort = gatewayPort;
        });
        builder.UseDevelopmentClustering(primarySiloEndpoint ?? new IPEndPoint(IPAddress.Loopback, siloPort));
        builder.Services.AddOptions<ClusterOptions>().Configure(options =>
        {
            // What the application configured itself goes first.
            options.ServiceId = options.ServiceId is ClusterOptions.DefaultServiceId or null or "" ? serviceId : options.ServiceId;
            options.ClusterId = options.ClusterId is ClusterOptions.DefaultClusterId or null or "" ? clusterId : options.ClusterId;
        });
        return builder;
    }

    /// <summary>Keeps the membership in the memory of one silo. Not for production.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="primarySiloEndpoint">The silo that keeps the membership; this one where null.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseDevelopmentClustering(this ISiloBuilder builder, IPEndPoint? primarySiloEndpoint) =>
        builder.UseDevelopmentClustering((DevelopmentClusterMembershipOptions options) => options.PrimarySiloEndpoint = primarySiloEndpoint);

    /// <summary>Keeps the membership in the memory of one silo. Not for production.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseDevelopmentClustering(this ISiloBuilder builder, Action<DevelopmentClusterMembershipOptions> configureOptions) =>
        builder.UseDevelopmentClustering((OptionsBuilder<DevelopmentClusterMembershipOptions> options) => options.Configure(configureOptions));

    /// <summary>Keeps the membership in the memory of one silo. Not for production.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseDevelopmentClustering(
        this ISiloBuilder builder, Action<OptionsBuilder<DevelopmentClusterMembershipOptions>> configureOptions)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configureOptions);
        configureOptions(builder.Services.AddOptions<DevelopmentClusterMembershipOptions>());
        builder.Services.AddSingleton<IMembershipTable, DevelopmentMembershipTable>();
        return builder;
    }
}
