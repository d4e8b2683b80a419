using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Checks <see cref="RedisGrainDirectoryOptions"/>.</summary>
/// <param name="options">The options.</param>
/// <param name="name">The name of the directory.</param>
public class RedisGrainDirectoryOptionsValidator(RedisGrainDirectoryOptions options, string name) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (options.ConfigurationOptions is null)
        {
            throw new OrleansConfigurationException(
                $"{nameof(RedisGrainDirectoryOptions)}.{nameof(RedisGrainDirectoryOptions.ConfigurationOptions)} of the grain "
                + $"directory '{name}' is not set. Set it to where Redis is, for "
                + "example with ConfigurationOptions.Parse(\"localhost:6379\").");
        }
    }
}
