using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Persistence;
using Orleans.Providers;
using Orleans.Runtime.Hosting;
using Orleans.Storage;
using OrleansML.Storage.State;
using StackExchange.Redis;

namespace OrleansML.Storage.Redis;

/// <summary>Adds grain state in Redis, under guard against a store that lost it.</summary>
public static class GuardedRedisSiloBuilderExtensions
{
    private const string Unguarded = "OrleansML.Redis";

    /// <summary>
    /// Adds Redis as the storage of states that name no provider, and <see cref="StoreGuard"/>. The store must be opened with
    /// <see cref="StoreGuard.TryOpenAsync"/> before the silo starts.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configureOptions">Sets the connection and the memory directory.</param>
    public static ISiloBuilder AddGuardedRedisGrainStorageAsDefault(
        this ISiloBuilder builder, Action<OptionsBuilder<GuardedRedisOptions>> configureOptions)
    {
        configureOptions(builder.Services.AddOptions<GuardedRedisOptions>());
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<StoreGuard>();
        builder.Services.AddHostedService<StoreWatch>();
        builder.AddRedisGrainStorage(Unguarded, static (OptionsBuilder<RedisStorageOptions> storage) =>
            storage.Configure<IOptions<GuardedRedisOptions>>(static (options, guarded) =>
            {
                // The provider asks for it although it is given a connection.
                options.ConfigurationOptions = new ConfigurationOptions();
                options.CreateMultiplexer = async _ => (await guarded.Value.Connect!(), true);
                options.GrainStorageSerializer = new JsonGrainStateSerializer();
                options.InitStage = ServiceLifecycleStage.RuntimeStorageServices;
            }));
        builder.Services.AddGrainStorage(ProviderConstants.DEFAULT_STORAGE_PROVIDER_NAME, static (services, _) =>
            new GuardedGrainStorage(services.GetRequiredKeyedService<IGrainStorage>(Unguarded), services.GetRequiredService<StoreGuard>()));
        return builder;
    }
}
