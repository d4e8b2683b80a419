using Orleans.Runtime;

namespace Orleans.Persistence;

/// <summary>Checks <see cref="RedisStorageOptions"/>.</summary>
internal sealed class RedisStorageOptionsValidator(RedisStorageOptions options, string name) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (options.ConfigurationOptions is null)
        {
            throw new OrleansConfigurationException(
                $"{nameof(RedisStorageOptions)}.{nameof(RedisStorageOptions.ConfigurationOptions)} of the grain storage '{name}' is "
                + "not set. Set it to where Redis is, for example with ConfigurationOptions.Parse(\"localhost:6379\").");
        }
    }
}
