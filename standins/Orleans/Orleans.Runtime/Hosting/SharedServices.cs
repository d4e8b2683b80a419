using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.GrainReferences;
using Orleans.Runtime;
using Orleans.Runtime.Filters;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Networking;
using Orleans.Runtime.Observability;
using Orleans.Runtime.References;
using Orleans.Runtime.Scheduling;
using Orleans.Runtime.Targets;
using Orleans.Serialization;

namespace Orleans.Hosting;

/// <summary>The services that silos and external clients have in common.</summary>
internal static class SharedServices
{
    /// <summary>Adds the services.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddLogging();
        services.AddOptions();
        services.AddMetrics();
        services.AddSerializer();
        services.TryAddSingleton<OrleansInstruments>();
        services.TryAddSingleton<RuntimeInstruments>();
        services.TryAddSingleton<SchedulingMonitor>();

        services.AddSingleton<IConfigureOptions<GrainTypeOptions>, GrainTypeOptionsSetup>();
        services.TryAddSingleton<GenericNames>();
        services.TryAddSingleton<GrainNames>();
        services.TryAddSingleton<LocalManifest>();
        services.TryAddSingleton<ClusterManifestProvider>();
        services.TryAddSingleton<IClusterManifestProvider>(static provider => provider.GetRequiredService<ClusterManifestProvider>());
        services.TryAddSingleton<GrainTypeResolver>();

        services.TryAddSingleton<GrainReferenceActivator>();
        services.AddSingleton<IGrainReferenceActivatorProvider, GrainProxyProvider>();
        services.TryAddSingleton<IGrainReferenceRuntime, GrainReferenceRuntime>();
        services.TryAddSingleton<IGrainFactory, GrainFactory>();
        services.TryAddSingleton<IClusterClient, ClusterClientFacade>();
        services.TryAddSingleton<IGrainContextAccessor, GrainContextAccessor>();
        services.TryAddSingleton<ObserverRegistry>();
        services.TryAddSingleton<OutgoingFilters>();

        services.TryAddSingleton<LocalTargets>();
        services.TryAddSingleton(static provider => new LocalTargetServices(
            provider,
            provider.GetRequiredService<SchedulingMonitor>(),
            provider.GetRequiredService<GrainReferenceActivator>(),
            provider.GetRequiredService<IResponder>()));
        services.TryAddSingleton<MessageSerializer>();
        services.TryAddSingleton<ConnectionMonitor>();
        services.TryAddSingleton<ConnectionEstablisher>();
        services.TryAddSingleton<ITransportFactory, SocketTransportFactory>();
        services.AddTransient<IConfigurationValidator, ClusterOptionsValidator>();
    }
}
