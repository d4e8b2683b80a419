using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Clustering.Redis;

/// <summary>Checks <see cref="RedisClusteringOptions"/>.</summary>
/// <param name="options">The options.</param>
public class RedisClusteringOptionsValidator(IOptions<RedisClusteringOptions> options) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (options.Value.ConfigurationOptions is null)
        {
            throw new OrleansConfigurationException(
                $"{nameof(RedisClusteringOptions)}.{nameof(RedisClusteringOptions.ConfigurationOptions)} is not set. "
                + "Set it to where Redis is, for example with UseRedisClustering(\"localhost:6379\").");
        }
    }
}
