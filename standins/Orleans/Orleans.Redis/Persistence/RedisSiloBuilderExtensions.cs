using Microsoft.Extensions.Options;
using Orleans.Persistence;
using Orleans.Providers;

namespace Orleans.Hosting;

/// <summary>Adds grain storage in Redis to a silo.</summary>
public static class RedisSiloBuilderExtensions
{
    /// <summary>Adds storage in Redis as the default provider.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME);

    /// <summary>Adds storage in Redis as the default provider.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainStorageAsDefault(this ISiloBuilder builder, Action<RedisStorageOptions> configureOptions) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptions);

    /// <summary>Adds storage in Redis as the default provider.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configureOptionsBuilder">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<RedisStorageOptions>>? configureOptionsBuilder) =>
        builder.AddRedisGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, configureOptionsBuilder);

    /// <summary>Adds storage in Redis under a name.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="name">The name of the provider.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name) =>
        builder.AddRedisGrainStorage(name, (Action<OptionsBuilder<RedisStorageOptions>>?)null);

    /// <summary>Adds storage in Redis under a name.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configureOptions">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainStorage(this ISiloBuilder builder, string name, Action<RedisStorageOptions> configureOptions) =>
        builder.ConfigureServices(services => services.AddRedisGrainStorage(name, configureOptions));

    /// <summary>Adds storage in Redis under a name.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="name">The name of the provider.</param>
    /// <param name="configureOptionsBuilder">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder AddRedisGrainStorage(
        this ISiloBuilder builder, string name, Action<OptionsBuilder<RedisStorageOptions>>? configureOptionsBuilder) =>
        builder.ConfigureServices(services => services.AddRedisGrainStorage(name, configureOptionsBuilder));
}
