using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Persistence;
using OrleansML.Client;

namespace OrleansML.Silo.Clustering;

/// <summary>A silo whose membership, grain state and reminders are in Redis, all over one connection.</summary>
internal static class RedisSiloBuilderExtensions
{
    public static ISiloBuilder AddRedis(this ISiloBuilder silo, string connectionString)
    {
        silo.Services.AddRedisConnection(connectionString);
        silo.UseRedisClustering(static _ => { });
        silo.AddRedisGrainStorageAsDefault(static (OptionsBuilder<RedisStorageOptions> storage) =>
            storage.Configure<RedisConnection>(static (options, redis) =>
            {
                options.ConfigurationOptions = redis.Options;
                options.CreateMultiplexer = async _ => (await redis.GetAsync(), true);
            }));
        silo.UseRedisReminderService(static _ => { });
        silo.Services.AddOptions<RedisReminderTableOptions>().Configure<RedisConnection>(static (options, redis) =>
        {
            options.ConfigurationOptions = redis.Options;
            options.CreateMultiplexer = async _ => (await redis.GetAsync(), true);
        });
        return silo;
    }
}
