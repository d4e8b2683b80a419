using Microsoft.Extensions.Logging;
using StackExchange.Redis;

namespace OrleansStandIn.Redis.Connections;

/// <summary>
/// The connection of one provider: made when it is first needed, kept until the provider is disposed, and reconnected by the
/// multiplexer. A failed attempt to make it is not remembered, so the next call tries again.
/// </summary>
/// <param name="user">Who uses it, for messages: the provider and its name.</param>
/// <param name="connect">Makes the multiplexer, and says whether others use it too.</param>
/// <param name="createException">Makes the provider's exception from a message.</param>
/// <param name="logger">Where failures are written with all their details.</param>
internal sealed class RedisConnection(
    string user,
    Func<Task<(IConnectionMultiplexer Multiplexer, bool IsShared)>> connect,
    Func<string, Exception> createException,
    ILogger logger) : IDisposable, IAsyncDisposable
{
    private readonly SemaphoreSlim _connecting = new(1, 1);
    private readonly Lock _lock = new();
    private IConnectionMultiplexer? _owned;
    private volatile IDatabase? _database;
    private volatile bool _disposed;

    /// <summary>Makes the connection unless there is one.</summary>
    public async ValueTask<IDatabase> ConnectAsync()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_database is { } ready)
            return ready;

        await _connecting.WaitAsync().ConfigureAwait(false);
        try
        {
            return _database ?? await ConnectOnceAsync().ConfigureAwait(false);
        }
        finally
        {
            _connecting.Release();
        }
    }

    /// <summary>Runs a script on one key.</summary>
    public Task<RedisResult> RunAsync(string operation, string script, RedisKey key, params RedisValue[] values) =>
        CallAsync(operation, key, database => database.ScriptEvaluateAsync(script, [key], values));

    /// <summary>Runs a command, and turns a failure of Redis into the provider's exception.</summary>
    public async Task<T> CallAsync<T>(string operation, RedisKey key, Func<IDatabase, Task<T>> call)
    {
        var database = await ConnectAsync().ConfigureAwait(false);
        try
        {
            return await call(database).ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFailure.IsFailure(failure))
        {
            var message = $"{user}: {operation} failed (Redis key '{key}'). {RedisFailure.Explain(failure)}";
            RedisLog.CallFailed(logger, failure, message);

            // The text alone: these exceptions travel to callers who need not have the Redis client.
            throw createException(message);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => TakeOwned()?.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => TakeOwned()?.DisposeAsync() ?? default;

    private async Task<IDatabase> ConnectOnceAsync()
    {
        IConnectionMultiplexer multiplexer;
        bool isShared;
        try
        {
            (multiplexer, isShared) = await connect().ConfigureAwait(false);
        }
        catch (Exception failure) when (RedisFailure.IsFailure(failure))
        {
            var message = $"{user} cannot connect to Redis. {RedisFailure.Explain(failure)} With abortConnect=false in the connection "
                + "string a silo starts without Redis and connects later.";
            RedisLog.CallFailed(logger, failure, message);
            throw createException(message);
        }

        if (multiplexer is null)
            throw createException($"{user} cannot connect to Redis: CreateMultiplexer of its options returned no multiplexer.");

        lock (_lock)
        {
            if (!_disposed)
            {
                _owned = isShared ? null : multiplexer;
                return _database = multiplexer.GetDatabase();
            }
        }

        if (!isShared)
            await multiplexer.DisposeAsync().ConfigureAwait(false);
        throw new ObjectDisposedException(user);
    }

    private IConnectionMultiplexer? TakeOwned()
    {
        lock (_lock)
        {
            _disposed = true;
            var owned = _owned;
            _owned = null;
            return owned;
        }
    }
}
