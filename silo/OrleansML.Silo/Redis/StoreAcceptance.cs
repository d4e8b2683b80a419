using Microsoft.Extensions.Options;
using Orleans.Configuration;
using OrleansML.Client;
using OrleansML.Storage.Redis;

namespace OrleansML.Silo.Redis;

/// <summary>Lets an operator make the store that answers the cluster's own, after the one before was lost.</summary>
public static class StoreAcceptance
{
    /// <summary>
    /// Accepts the store. State that only the one before held is given up; running silos end with exit code 3 and must be started again.
    /// Doing it twice changes nothing.
    /// </summary>
    /// <param name="redis">StackExchange.Redis connection string.</param>
    /// <param name="serviceId">Id of the service whose state it is to hold.</param>
    /// <param name="dataDirectory">The silos' data directory, which remembers the store.</param>
    /// <param name="cancellationToken">Gives up waiting for Redis.</param>
    /// <returns>The identity of the store.</returns>
    /// <exception cref="StartupException">Redis does not answer, or the directory cannot be written.</exception>
    public static async Task<string> AcceptAsync(
        string redis, string serviceId, string dataDirectory, CancellationToken cancellationToken = default)
    {
        var cluster = new ClusterConnectionOptions { Redis = redis, ServiceId = serviceId };
        if (new ClusterConnectionValidator().Validate(null, cluster) is { Failed: true } invalid)
            throw new StartupException([.. invalid.Failures]);

        await using var connection = new RedisConnection(redis);
        var guarded = new GuardedRedisOptions
        {
            Servers = connection.Servers,
            Connect = connection.GetAsync,
            MemoryDirectory = Path.GetFullPath(dataDirectory),
        };
        var guard = new StoreGuard(Options.Create(guarded), Options.Create(new ClusterOptions { ServiceId = serviceId }));
        try
        {
            return await guard.AcceptAsync(cancellationToken);
        }
        catch (Exception exception) when (RedisFaults.IsOfRedis(exception) || exception is UnauthorizedAccessException)
        {
            throw new StartupException(
                $"The store in Redis at {connection.Servers} could not be accepted for the data in {guarded.MemoryDirectory}: {exception.Message}",
                exception);
        }
    }
}
