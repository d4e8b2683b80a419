using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Core.Internal;
using Orleans.GrainReferences;
using Orleans.Runtime;
using Orleans.Runtime.Activations;
using Orleans.Runtime.Directory;
using Orleans.Runtime.Enumeration;
using Orleans.Runtime.Filters;
using Orleans.Runtime.Management;
using Orleans.Runtime.Manifest;
using Orleans.Runtime.Membership;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Messaging;
using Orleans.Runtime.Observability;
using Orleans.Runtime.Placement;
using Orleans.Runtime.References;
using Orleans.Runtime.Scheduling;
using Orleans.Runtime.Silos;
using Orleans.Runtime.Targets;
using Orleans.Runtime.Timers;
using Orleans.Serialization.Cloning;
using Orleans.Statistics;
using Orleans.Timers;

namespace Orleans.Hosting;

/// <summary>The services of a silo.</summary>
internal static class SiloServices
{
    /// <summary>Adds the services.</summary>
    public static void Add(ISiloBuilder builder)
    {
        var services = builder.Services;
        SharedServices.Add(services);
        services.Configure<LocalManifestOptions>(static options => options.IncludeClasses = true);
        services.AddOptions<ClusterOptions>().Bind(builder.Configuration.GetSection("Orleans"));
        services.AddOptions<EndpointOptions>().Bind(builder.Configuration.GetSection("Orleans:Endpoints"));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IPostConfigureOptions<EndpointOptions>, EndpointOptionsSetup>());
        services.AddTransient<IConfigurationValidator, SiloOptionsValidator>();

        AddSilo(services);
        AddMembership(services);
        AddMessaging(services);
        AddActivations(services);
        AddPlacement(services);
    }

    private static void AddSilo(IServiceCollection services)
    {
        services.TryAddSingleton<ILocalSiloDetails, LocalSiloDetails>();
        services.TryAddSingleton<ISiloLifecycleSubject, SiloLifecycleSubject>();
        services.TryAddSingleton<IFatalErrorHandler, FatalErrorHandler>();
        services.TryAddSingleton(static provider => new Silo(provider.GetRequiredService<ILocalSiloDetails>(), provider));
        services.AddHostedService<SiloHostedService>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, SiloParts>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, Watchdog>();
        services.TryAddSingleton<IEnvironmentStatisticsProvider, ProcessStatistics>();
        services.TryAddSingleton<ShutdownDrain>();
        services.TryAddSingleton<LocalStatistics>();
        services.TryAddSingleton<SiloControl>();
    }

    private static void AddMembership(IServiceCollection services)
    {
        services.TryAddSingleton<MembershipClock>();
        services.TryAddSingleton<MembershipManager>();
        services.TryAddSingleton<IClusterMembershipService>(static provider => provider.GetRequiredService<MembershipManager>());
        services.TryAddSingleton<ISiloStatusOracle, SiloStatusOracle>();
        services.AddTransient<IConfigurationValidator, ClusterMembershipOptionsValidator>();
        services.TryAddSingleton<MembershipInstruments>();
        services.TryAddSingleton<LocalHealth>();
        services.TryAddSingleton<ILocalHealth>(static provider => provider.GetRequiredService<LocalHealth>());
        services.TryAddSingleton<StallGuard>();
        services.TryAddSingleton<IProber, Prober>();
        services.TryAddSingleton<ClusterMonitor>();
        services.TryAddSingleton<DefunctRows>();
        services.TryAddSingleton<LoadPublisher>();
        services.TryAddSingleton<MembershipTarget>();
        services.AddSingleton(static provider => new SystemTargetRegistration(
            SystemTargets.Create(MembershipTarget.TargetType, provider.GetRequiredService<ILocalSiloDetails>().SiloAddress),
            provider.GetRequiredService<MembershipTarget>()));
        services.TryAddSingleton<MembershipAgent>();
        services.TryAddSingleton<ClusterDetails>();
        services.TryAddSingleton<SiloMetadataCache>();
        services.TryAddSingleton<ISiloMetadataCache>(static provider => provider.GetRequiredService<SiloMetadataCache>());
    }

    private static void AddMessaging(IServiceCollection services)
    {
        services.TryAddSingleton<SiloMessageCenter>();
        services.TryAddSingleton<RuntimeClient>(static provider => provider.GetRequiredService<SiloMessageCenter>());
        services.TryAddSingleton<IResponder>(static provider => provider.GetRequiredService<SiloMessageCenter>());
        services.TryAddSingleton<SiloConnections>();
        services.TryAddSingleton<Gateway>();
        services.TryAddSingleton<MessageAddresser>();
        services.TryAddSingleton<ClientLocator>();
        services.TryAddSingleton<OverloadDetector>();
        services.AddTransient<IConfigurationValidator, LoadSheddingOptionsValidator>();
        services.TryAddSingleton<DirectoryInstruments>();
        services.TryAddSingleton<DirectoryCache>();
        services.TryAddSingleton<DirectoryPartition>();
        services.TryAddSingleton<DirectoryRanges>();
        services.TryAddSingleton<RemoteDirectory>();
        services.TryAddSingleton<ClusterDirectory>();
        services.TryAddSingleton<NamedDirectories>();
        services.TryAddSingleton<GrainLocator>();
    }

    private static void AddActivations(IServiceCollection services)
    {
        services.TryAddSingleton<ActivationClock>();
        services.TryAddSingleton<Catalog>();
        services.TryAddSingleton<ILocalActivationStatusChecker>(static provider => provider.GetRequiredService<Catalog>());
        services.TryAddSingleton<ActivationCollector>();
        services.TryAddSingleton<GrainTypeContexts>();
        services.TryAddSingleton<IncomingFilters>();
        services.TryAddSingleton<IGrainRuntime, GrainRuntime>();
        services.TryAddSingleton<ITimerRegistry>(static provider => new TimerRegistry(
            Clocks.Get(provider, TimeProviderNames.Grains),
            provider.GetRequiredService<StallGuard>(),
            provider.GetRequiredService<ILogger<GrainTimer>>()));
        services.TryAddSingleton<StorageInstruments>();
        services.TryAddSingleton<IPersistentStateFactory, PersistentStateFactory>();
        services.TryAddSingleton<IAttributeToFactoryMapper<PersistentStateAttribute>, PersistentStateAttributeMapper>();
        services.AddKeyedSingleton<GrainExtensionRegistration>(typeof(IGrainManagementExtension), new GrainExtensionRegistration(static context => new GrainManagementExtension(context)));
        services.AddKeyedSingleton<GrainExtensionRegistration>(typeof(IAsyncEnumerableGrainExtension), new GrainExtensionRegistration(static context => new AsyncEnumerableGrainExtension(context)));
        services.TryAddSingleton(static provider => new SiloRuntime
        {
            Services = provider,
            Silo = provider.GetRequiredService<ILocalSiloDetails>(),
            Catalog = provider.GetRequiredService<Catalog>(),
            Locator = provider.GetRequiredService<GrainLocator>(),
            Messages = provider.GetRequiredService<SiloMessageCenter>(),
            Scheduling = provider.GetRequiredService<SchedulingMonitor>(),
            Messaging = provider.GetRequiredService<IOptions<SiloMessagingOptions>>().Value,
            Collection = provider.GetRequiredService<IOptions<GrainCollectionOptions>>().Value,
            References = provider.GetRequiredService<GrainReferenceActivator>(),
            GrainRuntime = provider.GetRequiredService<IGrainRuntime>(),
            Filters = provider.GetRequiredService<IncomingFilters>(),
            Clock = provider.GetRequiredService<ActivationClock>().Provider,
            CopyContexts = provider.GetRequiredService<CopyContextPool>(),
            Instruments = provider.GetRequiredService<RuntimeInstruments>(),
            Logger = provider.GetRequiredService<ILogger<Catalog>>(),
        });
    }

    private static void AddPlacement(IServiceCollection services)
    {
        services.TryAddSingleton<PlacementRules>();
        services.TryAddSingleton<PlacementService>();
        services.TryAddSingleton<ClusterLoad>();
        services.TryAddSingleton<PlacementStrategy, ResourceOptimizedPlacement>();
        services.AddPlacementDirector<RandomPlacement, RandomPlacementDirector>();
        services.AddPlacementDirector<PreferLocalPlacement, PreferLocalPlacementDirector>();
        services.AddPlacementDirector<HashBasedPlacement, HashBasedPlacementDirector>();
        services.AddPlacementDirector<ActivationCountBasedPlacement, ActivationCountPlacementDirector>();
        services.AddPlacementDirector<ResourceOptimizedPlacement, ResourceOptimizedPlacementDirector>();
        services.AddPlacementDirector<StatelessWorkerPlacement, PreferLocalPlacementDirector>(ServiceLifetime.Transient);
    }
}
