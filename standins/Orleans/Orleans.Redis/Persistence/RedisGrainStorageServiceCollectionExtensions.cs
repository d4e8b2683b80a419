using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Persistence;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Hosting;

/// <summary>Adds grain storage in Redis to the services of a silo.</summary>
public static class RedisGrainStorageServiceCollectionExtensions
{
    /// <summary>Adds storage in Redis as the default provider.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRedisGrainStorageAsDefault(
        this IServiceCollection services, Action<RedisStorageOptions> configureOptions) =>
        services.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds storage in Redis under a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRedisGrainStorage(
        this IServiceCollection services, string name, Action<RedisStorageOptions> configureOptions) =>
        services.AddRedisGrainStorage(name, options => options.Configure(configureOptions));

    /// <summary>Adds storage in Redis as the default provider.</summary>
    /// <param name="services">The services.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRedisGrainStorageAsDefault(
        this IServiceCollection services, Action<OptionsBuilder<RedisStorageOptions>>? configureOptions = null) =>
        services.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds storage in Redis under a name.</summary>
    /// <param name="services">The services.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The services.</returns>
    public static IServiceCollection AddRedisGrainStorage(
        this IServiceCollection services, string name, Action<OptionsBuilder<RedisStorageOptions>>? configureOptions = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        configureOptions?.Invoke(services.AddOptions<RedisStorageOptions>(name));
        services.AddTransient<IConfigurationValidator>(provider =>
            new RedisStorageOptionsValidator(provider.GetRequiredService<IOptionsMonitor<RedisStorageOptions>>().Get(name), name));
        services.TryAddSingleton<IGrainStorageSerializer, OrleansGrainStorageSerializer>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IPostConfigureOptions<RedisStorageOptions>, RedisStorageSerializerSetup>());
        return services.AddGrainStorage(name, RedisGrainStorageFactory.Create);
    }
}
