using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Serialization;
using OrleansML.Client;
using OrleansML.Storage.Redis;

namespace OrleansML.Silo.Redis;

/// <summary>A silo whose membership, grain state and reminders are in Redis, all over one connection.</summary>
internal static class RedisSiloBuilderExtensions
{
    /// <summary>Adds what must be true of Redis before a silo starts. Comes before the silo, because hosted services start in order.</summary>
    public static IServiceCollection AddRedisStart(this IServiceCollection services) => services.AddHostedService<RedisStart>();

    /// <summary>Adds clustering, grain state and reminders.</summary>
    public static ISiloBuilder AddRedis(this ISiloBuilder silo, string connectionString, string directory)
    {
        silo.Services.AddRedisConnection(connectionString);
        silo.UseRedisClustering(static _ => { });
        silo.AddGuardedRedisGrainStorageAsDefault(store => store.Configure<RedisConnection>((options, redis) =>
        {
            options.Servers = redis.Servers;
            options.Connect = redis.GetAsync;
            options.MemoryDirectory = directory;
        }));
        silo.UseRedisReminderService(static _ => { });
        silo.Services.AddOptions<RedisReminderTableOptions>().Configure<RedisConnection>(static (options, redis) =>
        {
            options.ConfigurationOptions = redis.Options;
            options.CreateMultiplexer = async _ => (await redis.GetAsync(), true);
        });
        silo.Services.AddHostedService<StoreReplacement>();
        silo.Services.Configure<ExceptionSerializationOptions>(LetErrorsTravel);
        return silo;
    }

    // Without it the caller on another silo learns that its error could not be sent instead of what went wrong.
    private static void LetErrorsTravel(ExceptionSerializationOptions options)
    {
        options.SupportedNamespacePrefixes.Add("Orleans");
        options.SupportedNamespacePrefixes.Add("StackExchange.Redis");
    }
}
