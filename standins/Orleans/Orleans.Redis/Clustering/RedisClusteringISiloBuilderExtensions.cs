using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Keeps the membership of silos in Redis.</summary>
public static class RedisClusteringISiloBuilderExtensions
{
    /// <summary>Makes the silo a member of a cluster whose membership is kept in Redis.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="configuration">Sets the options.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, Action<RedisClusteringOptions> configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddRedisClustering(configuration);
        return builder;
    }

    /// <summary>Makes the silo a member of a cluster whose membership is kept in Redis.</summary>
    /// <param name="builder">The silo builder.</param>
    /// <param name="redisConnectionString">Where Redis is, as StackExchange.Redis reads it.</param>
    /// <returns>The silo builder.</returns>
    public static ISiloBuilder UseRedisClustering(this ISiloBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));

    /// <summary>Adds the membership table.</summary>
    internal static void AddRedisClustering(this IServiceCollection services, Action<RedisClusteringOptions>? configuration)
    {
        if (configuration is not null)
            services.Configure(configuration);

        services.TryAddSingleton<RedisMembershipTable>();
        services.AddSingleton<IConfigurationValidator, RedisClusteringOptionsValidator>();
        services.AddSingleton<IMembershipTable>(static provider => provider.GetRequiredService<RedisMembershipTable>());
    }
}
