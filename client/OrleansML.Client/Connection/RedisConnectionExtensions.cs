using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Clustering.Redis;
using Orleans.Configuration;

namespace OrleansML.Client;

/// <summary>What silos and clients have in common when they find each other in Redis.</summary>
internal static class RedisConnectionExtensions
{
    /// <summary>Adds the connection and lets clustering use it.</summary>
    public static IServiceCollection AddRedisConnection(this IServiceCollection services, string connectionString)
    {
        services.TryAddSingleton(_ => new RedisConnection(connectionString));
        services.AddOptions<RedisClusteringOptions>().Configure<RedisConnection>(static (options, redis) =>
        {
            options.ConfigurationOptions = redis.Options;
            options.CreateMultiplexer = async _ => (await redis.GetAsync(), true);
        });
        return services;
    }

    /// <summary>Says which cluster this is.</summary>
    public static IServiceCollection ConfigureCluster(this IServiceCollection services, ClusterConnectionOptions options) =>
        services.Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = options.ClusterId;
            cluster.ServiceId = options.ServiceId;
        });
}
