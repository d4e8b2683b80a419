using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace OrleansML.Storage.Artifacts;

/// <summary>Adds an artifact store to a host.</summary>
public static class ArtifactStoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="DirectoryArtifactStore"/> as the <see cref="IArtifactStore"/>, with its options bound to
    /// <see cref="ArtifactStoreOptions.Section"/>, the check at start and the removal of stale uploads.
    /// </summary>
    /// <param name="services">The host's services.</param>
    /// <param name="configureOptions">Applied after the configuration section.</param>
    public static IServiceCollection AddDirectoryArtifactStore(
        this IServiceCollection services, Action<ArtifactStoreOptions>? configureOptions = null)
    {
        services.AddOptions<ArtifactStoreOptions>()
            .BindConfiguration(ArtifactStoreOptions.Section)
            .Configure(options => configureOptions?.Invoke(options))
            .ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ArtifactStoreOptions>, ArtifactStoreOptionsValidator>());
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IArtifactStore, DirectoryArtifactStore>();
        services.AddHostedService<ArtifactStoreMaintenance>();
        return services;
    }
}
