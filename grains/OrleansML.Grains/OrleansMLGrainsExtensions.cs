using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Placement;
using OrleansML.Grains.Cluster;
using OrleansML.Grains.Deployments;
using OrleansML.Grains.Features;
using OrleansML.Grains.Health;
using OrleansML.Grains.Models;
using OrleansML.Grains.Monitoring;
using OrleansML.Grains.Pipelines;
using OrleansML.Grains.Placement;
using OrleansML.Grains.Registry;
using OrleansML.Grains.Scoring;
using OrleansML.Grains.Signing;
using OrleansML.Grains.Training;
using OrleansML.Inference;
using OrleansML.Inference.Packages;

namespace OrleansML.Grains;

/// <summary>Adds the actors of OrleansML to a silo.</summary>
public static class OrleansMLGrainsExtensions
{
    private static readonly TimeSpan ShortestShutdown = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Adds model hosting, pool placement and what the grains need. The silo must also have default grain storage, an
    /// <see cref="Storage.Artifacts.IArtifactStore"/> and a <c>pool</c> label in its metadata; every silo of a cluster must call this.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Changes to what section <c>OrleansML:Inference</c> says.</param>
    public static ISiloBuilder AddOrleansMLGrains(this ISiloBuilder builder, Action<InferenceOptions>? configure = null)
    {
        var services = builder.Services;
        services.AddOptions<InferenceOptions>()
            .BindConfiguration(InferenceOptions.Section)
            .Configure(options => configure?.Invoke(options))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<InferenceOptions>, InferenceOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ServingMetrics>();
        services.TryAddSingleton<ModelHost>();
        services.TryAddSingleton<ModelInspector>();
        services.TryAddSingleton<ArtifactReader>();
        services.TryAddSingleton<ArtifactWriter>();
        services.TryAddSingleton<ModelSources>();
        services.TryAddSingleton<LocalReplicas>();
        services.TryAddSingleton<LeavingSilos>();
        services.TryAddSingleton<PoolSilos>();
        services.TryAddSingleton<ReplicaMover>();
        services.TryAddSingleton<RequestRate>();
        services.TryAddSingleton<SiloDrain>();
        services.TryAddSingleton<SiloHealthProbe>();
        services.AddPackageSignatures();
        services.AddCandidates();
        services.AddMonitoring();
        services.AddFeatures();
        services.AddTraining();
        services.AddScoring();
        services.AddDeployments();
        services.AddPipelines();
        services.AddSystemMonitoring();
        // Emptying a silo may take longer than the half minute that a host allows by itself.
        services.PostConfigure<HostOptions>(static host => host.ShutdownTimeout = Longest(host.ShutdownTimeout, ShortestShutdown));
        services.AddHostedService(static provider => provider.GetRequiredService<SiloDrain>());
        services.AddHostedService<ReplicaBalancer>();
        services.AddPlacementDirector<SiloPlacement, SiloPlacementDirector>();
        services.AddPlacementFilter<PoolPlacementFilter, PoolPlacementFilterDirector>(ServiceLifetime.Transient);
        return builder;
    }

    private static TimeSpan Longest(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
