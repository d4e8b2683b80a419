using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace Orleans.Configuration;

/// <summary>Checks <see cref="RedisReminderTableOptions"/>.</summary>
/// <param name="options">The options.</param>
public class RedisReminderTableOptionsValidator(IOptions<RedisReminderTableOptions> options) : IConfigurationValidator
{
    /// <inheritdoc/>
    public void ValidateConfiguration()
    {
        if (options.Value.ConfigurationOptions is null)
        {
            throw new OrleansConfigurationException(
                $"{nameof(RedisReminderTableOptions)}.{nameof(RedisReminderTableOptions.ConfigurationOptions)} is not set. "
                + "Set it to where Redis is, for example with ConfigurationOptions.Parse(\"localhost:6379\").");
        }
    }
}
