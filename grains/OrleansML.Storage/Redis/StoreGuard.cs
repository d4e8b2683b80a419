using Microsoft.Extensions.Options;
using Orleans.Configuration;
using StackExchange.Redis;

namespace OrleansML.Storage.Redis;

/// <summary>
/// Knows whether the Redis that answers is the one that the service's state is in. Its identity is a key written once per service; the
/// data directory remembers it. A server that came back empty, or another server, therefore cannot pass for a service that is new.
/// Safe to share.
/// </summary>
/// <remarks>The key and the state must be on one server: a Redis Cluster, which spreads keys over servers, is not supported.</remarks>
public sealed class StoreGuard
{
    private readonly GuardedRedisOptions _options;
    private readonly StoreMemory _memory;
    private readonly RedisKey _key;
    private volatile StoreStatus _status;
    private volatile string? _identity;

    /// <summary>Creates a guard that has not looked yet.</summary>
    public StoreGuard(IOptions<GuardedRedisOptions> options, IOptions<ClusterOptions> cluster)
    {
        _options = options.Value;
        ServiceId = cluster.Value.ServiceId;
        _memory = new StoreMemory(_options.MemoryDirectory, ServiceId);
        _key = $"{ServiceId}/store-identity";
        _status = new StoreStatus(StoreCondition.Unknown, $"The store in Redis at {_options.Servers} was not looked at yet.");
    }

    /// <summary>The service whose state is guarded.</summary>
    public string ServiceId { get; }

    /// <summary>What the last look found.</summary>
    public StoreStatus Status => _status;

    /// <summary>
    /// Looks at the store, before this process read any state. A service that was never stored anywhere gets its identity now.
    /// </summary>
    /// <returns>How the store stands; anything but <see cref="StoreCondition.Open"/> calls for another look later.</returns>
    public async Task<StoreStatus> TryOpenAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var database = await ConnectAsync(cancellationToken);
            var remembered = await _memory.ReadAsync(cancellationToken);
            if (remembered is null)
                await database.StringSetAsync(_key, NewIdentity(), when: When.NotExists).WaitAsync(cancellationToken);
            string? stored = await database.StringGetAsync(_key).WaitAsync(cancellationToken);
            if (stored is not null && remembered is null)
                _memory.Write(remembered = stored);
            _identity = stored == remembered ? stored : null;
            return _status = Judge(stored, remembered);
        }
        catch (Exception exception) when (IsOfRedis(exception, cancellationToken))
        {
            return _status = Unreachable(exception);
        }
    }

    /// <summary>Looks at the store again.</summary>
    public async Task<StoreStatus> CheckAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            var database = await ConnectAsync(cancellationToken);
            string? stored = await database.StringGetAsync(_key).WaitAsync(cancellationToken);
            return _status = stored is not null && stored != _identity && stored == await _memory.ReadAsync(cancellationToken)
                ? new StoreStatus(StoreCondition.Replaced, $"The store in Redis at {_options.Servers} was accepted in place of the one before.")
                : Judge(stored, _identity);
        }
        catch (Exception exception) when (IsOfRedis(exception, cancellationToken))
        {
            return _status = Unreachable(exception);
        }
    }

    /// <summary>
    /// Makes the store that answers the service's own, whatever it holds. State that is only in another store is lost to the service.
    /// </summary>
    /// <returns>The identity of the store.</returns>
    /// <exception cref="RedisException">The store does not answer.</exception>
    public async Task<string> AcceptAsync(CancellationToken cancellationToken = default)
    {
        var database = await ConnectAsync(cancellationToken);
        await database.StringSetAsync(_key, NewIdentity(), when: When.NotExists).WaitAsync(cancellationToken);
        string? stored = await database.StringGetAsync(_key).WaitAsync(cancellationToken);
        _memory.Write(stored ?? throw new StoreUnavailableException(
            $"The store in Redis at {_options.Servers} lost its identity right after it was written. Look why it drops keys, then try again."));
        return stored;
    }

    /// <summary>Refuses what cannot be right before it is tried.</summary>
    /// <exception cref="StoreUnavailableException">The store is not the service's.</exception>
    internal void ThrowIfClosed()
    {
        var status = _status;
        if (IsClosed(status))
            throw new StoreUnavailableException(status.Message);
    }

    /// <summary>Whether state must not be read or written.</summary>
    internal static bool IsClosed(StoreStatus status) =>
        status.Condition is StoreCondition.Empty or StoreCondition.Foreign or StoreCondition.Replaced or StoreCondition.Unknown;

    private StoreStatus Judge(string? stored, string? remembered)
    {
        if (stored is not null && stored == remembered)
            return new StoreStatus(StoreCondition.Open, $"The store in Redis at {_options.Servers} is open.");

        var condition = stored is null ? StoreCondition.Empty : StoreCondition.Foreign;
        var found = stored is null
            ? $"has lost the state of service '{ServiceId}'"
            : $"holds other state of service '{ServiceId}' than the data in {_options.MemoryDirectory} belongs to";
        return new StoreStatus(
            condition,
            $"The store in Redis at {_options.Servers} {found}. Nothing is read from it or written to it until an operator acts: "
            + "restore its append-only file and start it again, or give up what it held with 'orleansml store accept'.");
    }

    private StoreStatus Unreachable(Exception exception) => new(
        StoreCondition.Unreachable, $"The store in Redis at {_options.Servers} does not answer: {exception.Message}");

    private async Task<IDatabase> ConnectAsync(CancellationToken cancellationToken)
    {
        var connect = _options.Connect ?? throw new InvalidOperationException($"{nameof(GuardedRedisOptions)}.{nameof(_options.Connect)} is needed.");
        var connection = await connect().WaitAsync(cancellationToken);
        return connection.GetDatabase();
    }

    // What waits for a connection that breaks is cancelled, although nobody asked for that.
    private static bool IsOfRedis(Exception exception, CancellationToken cancellationToken) =>
        RedisFaults.IsOfRedis(exception)
        || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested);

    private static string NewIdentity() => Guid.NewGuid().ToString("N");
}
