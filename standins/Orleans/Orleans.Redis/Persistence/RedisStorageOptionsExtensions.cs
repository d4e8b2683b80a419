using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Persistence;

/// <summary>Settings of the keys of grain storage in Redis.</summary>
public static class RedisStorageOptionsExtensions
{
    /// <summary>
    /// Names keys <c>SERVICE/state/GRAIN TYPE/GRAIN KEY</c>, without the name of the state; only for grains that have a single state.
    /// </summary>
    /// <param name="optionsBuilder">The options.</param>
    public static void UseGetRedisKeyIgnoringGrainType(this OptionsBuilder<RedisStorageOptions> optionsBuilder)
    {
        ArgumentNullException.ThrowIfNull(optionsBuilder);
        optionsBuilder.Configure(static (RedisStorageOptions options, IOptions<ClusterOptions> cluster) =>
            options.GetStorageKey = (_, grainId) => $"{cluster.Value.ServiceId}/state/{grainId}");
    }
}
