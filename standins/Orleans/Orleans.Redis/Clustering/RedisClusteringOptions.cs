using Orleans.Configuration;
using StackExchange.Redis;

namespace Orleans.Clustering.Redis;

/// <summary>Settings of the membership table in Redis.</summary>
public class RedisClusteringOptions
{
    /// <summary>Gets or sets where Redis is; required.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>
    /// Gets or sets what makes the connection, and says whether others use it too; a connection that is not shared is disposed with the
    /// silo or client. <see cref="DefaultCreateMultiplexer"/> by default.
    /// </summary>
    public Func<RedisClusteringOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } =
        DefaultCreateMultiplexer;

    /// <summary>Gets or sets what names the key of the table; <see cref="DefaultCreateRedisKey"/> by default.</summary>
    public Func<ClusterOptions, RedisKey> CreateRedisKey { get; set; } = DefaultCreateRedisKey;

    /// <summary>
    /// Gets or sets after what time without a write the table is deleted; null, the default, is never. For tests only: a cluster whose
    /// table is gone cannot be joined.
    /// </summary>
    public TimeSpan? EntryExpiry { get; set; }

    /// <summary>Connects to <see cref="ConfigurationOptions"/>, with a connection that is not shared.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The connection.</returns>
    public static async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisClusteringOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (await ConnectionMultiplexer.ConnectAsync(options.ConfigurationOptions!).ConfigureAwait(false), false);
    }

    /// <summary>Names the key <c>SERVICE/members/CLUSTER</c>.</summary>
    /// <param name="clusterOptions">The ids of service and cluster.</param>
    /// <returns>The key.</returns>
    public static RedisKey DefaultCreateRedisKey(ClusterOptions clusterOptions)
    {
        ArgumentNullException.ThrowIfNull(clusterOptions);
        return $"{clusterOptions.ServiceId}/members/{clusterOptions.ClusterId}";
    }
}
