using StackExchange.Redis;

namespace Orleans.Configuration;

/// <summary>Settings of reminders in Redis.</summary>
public class RedisReminderTableOptions
{
    /// <summary>Gets or sets where Redis is; required.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>
    /// Gets or sets what makes the connection, and says whether others use it too; a connection that is not shared is disposed with the
    /// silo. <see cref="DefaultCreateMultiplexer"/> by default.
    /// </summary>
    public Func<RedisReminderTableOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } =
        DefaultCreateMultiplexer;

    /// <summary>
    /// Gets or sets after what time without a change all reminders are deleted; null, the default, is never. For tests only.
    /// </summary>
    public TimeSpan? EntryExpiry { get; set; }

    /// <summary>Connects to <see cref="ConfigurationOptions"/>, with a connection that is not shared.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The connection.</returns>
    public static async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(
        RedisReminderTableOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (await ConnectionMultiplexer.ConnectAsync(options.ConfigurationOptions!).ConfigureAwait(false), false);
    }
}
