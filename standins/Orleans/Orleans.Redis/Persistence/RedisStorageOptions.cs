using Orleans.Runtime;
using Orleans.Storage;
using StackExchange.Redis;

namespace Orleans.Persistence;

/// <summary>Settings of grain storage in Redis.</summary>
public class RedisStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>
    /// Gets or sets whether clearing a state deletes its key; false by default: the key stays with an ETag and without a state, so that a
    /// writer that has not seen the clearing is refused.
    /// </summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>Gets or sets the stage of the silo lifecycle at which the provider connects; application services by default.</summary>
    public int InitStage { get; set; } = ServiceLifecycleStage.ApplicationServices;

    /// <inheritdoc/>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>Gets or sets where Redis is; required.</summary>
    public ConfigurationOptions? ConfigurationOptions { get; set; }

    /// <summary>
    /// Gets or sets what makes the connection, and says whether others use it too; a connection that is not shared is disposed with the
    /// silo. <see cref="DefaultCreateMultiplexer"/> by default.
    /// </summary>
    public Func<RedisStorageOptions, Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> CreateMultiplexer { get; set; } =
        DefaultCreateMultiplexer;

    /// <summary>
    /// Gets or sets after what time without a write a state is deleted; null, the default, is never. For tests only: writers of a state
    /// that expired are refused.
    /// </summary>
    public TimeSpan? EntryExpiry { get; set; }

    /// <summary>
    /// Gets or sets what names the key of a state from the name of the state and the grain;
    /// <c>SERVICE/state/GRAIN TYPE/GRAIN KEY/STATE NAME</c> where null.
    /// </summary>
    public Func<string, GrainId, RedisKey>? GetStorageKey { get; set; }

    /// <summary>Connects to <see cref="ConfigurationOptions"/>, with a connection that is not shared.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The connection.</returns>
    public static async Task<(IConnectionMultiplexer Multiplexer, bool IsShared)> DefaultCreateMultiplexer(RedisStorageOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return (await ConnectionMultiplexer.ConnectAsync(options.ConfigurationOptions!).ConfigureAwait(false), false);
    }
}
