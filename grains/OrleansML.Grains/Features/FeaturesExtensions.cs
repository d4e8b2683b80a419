using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using OrleansML.Data.Sources;

namespace OrleansML.Grains.Features;

/// <summary>Registers live features.</summary>
internal static class FeaturesExtensions
{
    public static IServiceCollection AddFeatures(this IServiceCollection services)
    {
        services.AddOptions<FeatureOptions>().BindConfiguration(FeatureOptions.Section).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<FeatureOptions>, FeatureOptionsValidator>());
        services.TryAddSingleton<ISecretStore>(static provider =>
            new SecretStore(provider.GetRequiredService<IOptions<FeatureOptions>>().Value.SecretsDirectory));
        services.TryAddSingleton<EntityHomes>();
        services.TryAddSingleton<FeatureKeys>();
        services.TryAddSingleton<FeatureStore>();
        services.TryAddSingleton<FeatureHistory>();
        services.AddMetrics();
        services.TryAddSingleton<FeatureMetrics>();
        services.TryAddSingleton<FeatureViews>();
        services.TryAddSingleton<FeatureReader>();
        services.TryAddSingleton<EntityPredictor>();
        services.TryAddSingleton<ModelFeatureUses>();
        services.AddHostedService<FeatureFeeds>();
        services.AddPlacementDirector<FeaturePlacement, FeaturePlacementDirector>();
        return services;
    }
}
