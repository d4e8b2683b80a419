using Microsoft.Extensions.DependencyInjection;
using Orleans.Clustering.Redis;
using Orleans.Hosting;
using Orleans.Messaging;
using StackExchange.Redis;

namespace Microsoft.Extensions.Hosting;

/// <summary>Lets clients find the silos of a cluster in Redis.</summary>
public static class RedisClusteringIClientBuilderExtensions
{
    /// <summary>Connects the client to the gateways of a cluster whose membership is kept in Redis.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="configuration">Sets the options.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, Action<RedisClusteringOptions> configuration)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddRedisClustering(configuration);
        builder.Services.AddSingleton<IGatewayListProvider, RedisGatewayListProvider>();
        return builder;
    }

    /// <summary>Connects the client to the gateways of a cluster whose membership is kept in Redis.</summary>
    /// <param name="builder">The client builder.</param>
    /// <param name="redisConnectionString">Where Redis is, as StackExchange.Redis reads it.</param>
    /// <returns>The client builder.</returns>
    public static IClientBuilder UseRedisClustering(this IClientBuilder builder, string redisConnectionString) =>
        builder.UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redisConnectionString));
}
