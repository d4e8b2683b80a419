using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Persistence.Redis;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using OrleansStandIn.Redis.Connections;
using StackExchange.Redis;

namespace Orleans.Persistence;

/// <summary>
/// Keeps grain state in Redis, one hash per state. Every change is a script that compares the ETag and writes, so of several writers of
/// one state exactly one wins and the others get an <see cref="InconsistentStateException"/>. Acknowledged state is as durable as Redis
/// is configured to be (<c>appendonly</c>, <c>appendfsync</c>, replicas).
/// </summary>
public class RedisGrainStorage : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable, IAsyncDisposable
{
    private readonly string _name;
    private readonly RedisStorageOptions _options;
    private readonly IGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly Func<string, GrainId, RedisKey> _getKey;
    private readonly RedisValue _expiry;
    private readonly RedisConnection _connection;
    private readonly ILogger _logger;

    /// <summary>Initializes the provider; it connects at the stage of its options, or when it is first used.</summary>
    /// <param name="name">The name of the provider.</param>
    /// <param name="options">The options.</param>
    /// <param name="grainStorageSerializer">The format of states, unless the options name one.</param>
    /// <param name="clusterOptions">The service id, which begins every key.</param>
    /// <param name="activatorProvider">Makes the empty states of records that are not there.</param>
    /// <param name="logger">The logger.</param>
    public RedisGrainStorage(
        string name,
        RedisStorageOptions options,
        IGrainStorageSerializer grainStorageSerializer,
        IOptions<ClusterOptions> clusterOptions,
        IActivatorProvider activatorProvider,
        ILogger<RedisGrainStorage> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clusterOptions);
        var serviceId = clusterOptions.Value.ServiceId;
        _name = name;
        _options = options;
        _serializer = options.GrainStorageSerializer ?? grainStorageSerializer;
        _activators = activatorProvider;
        _getKey = options.GetStorageKey ?? ((stateName, grainId) => $"{serviceId}/state/{grainId}/{stateName}");
        _expiry = RedisTime.Milliseconds(options.EntryExpiry);
        _logger = logger;
        _connection = new RedisConnection(
            $"The grain storage '{name}'",
            () => options.CreateMultiplexer(options),
            static message => new RedisStorageException(message),
            logger);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe($"{nameof(RedisGrainStorage)}-{_name}", _options.InitStage, _ => _connection.ConnectAsync().AsTask());
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var key = _getKey(grainType, grainId);
        var hash = await _connection.CallAsync(
            $"reading the state '{grainType}' of {grainId}", key, database => database.HashGetAllAsync(key)).ConfigureAwait(false);
        RedisValue etag = Find(hash, "etag"), state = Find(hash, "state");
        if (hash.Length != (etag.IsNull ? 0 : state.IsNull ? 1 : 2))
            throw NotOurs(key);
        if (etag.IsNull && grainState.ETag is { } last)
            RedisLog.RecordGone(_logger, key.ToString(), last);

        grainState.State = state.IsNull ? Create<T>() : Deserialize<T>(state, key);
        grainState.ETag = etag;
        grainState.RecordExists = !state.IsNull;
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        RedisValue state = _serializer.Serialize(grainState.State).ToMemory();
        grainState.ETag = await ChangeAsync("writing", StorageScripts.Write, grainType, grainId, grainState.ETag, NewEtag(), _expiry, state)
            .ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string grainType, GrainId grainId, IGrainState<T> grainState)
    {
        ArgumentNullException.ThrowIfNull(grainState);
        var script = _options.DeleteStateOnClear ? StorageScripts.Delete : StorageScripts.Clear;
        var etag = await ChangeAsync("clearing", script, grainType, grainId, grainState.ETag, NewEtag(), _expiry).ConfigureAwait(false);
        grainState.ETag = _options.DeleteStateOnClear ? null : etag;
        grainState.State = Create<T>();
        grainState.RecordExists = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _connection.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _connection.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    private static RedisValue NewEtag() => Guid.NewGuid().ToString("N");

    private static RedisValue Find(HashEntry[] hash, string field) => Array.Find(hash, entry => entry.Name == field).Value;

    private async Task<string?> ChangeAsync(
        string operation, string script, string stateName, GrainId grainId, string? etag, params RedisValue[] values)
    {
        var key = _getKey(stateName, grainId);
        var result = (RedisResult[])(await _connection.RunAsync(
            $"{operation} the state '{stateName}' of {grainId}", script, key, [etag ?? string.Empty, .. values]).ConfigureAwait(false))!;
        var stored = (string?)result[1];
        return (int)result[0] switch
        {
            StorageScripts.Done => stored,
            StorageScripts.Foreign => throw NotOurs(key),
            _ => throw Conflict(operation, stateName, grainId, key, string.IsNullOrEmpty(stored) ? null : stored, etag),
        };
    }

    private T Create<T>() => _activators.GetActivator<T>().Create();

    private T? Deserialize<T>(RedisValue state, RedisKey key)
    {
        try
        {
            return _serializer.Deserialize<T>(new BinaryData((ReadOnlyMemory<byte>)state));
        }
        catch (Exception failure)
        {
            var message = $"The grain storage '{_name}' cannot read the record in the Redis key '{key}' as {typeof(T)}: {failure.Message}";
            RedisLog.CallFailed(_logger, failure, message);
            throw new RedisStorageException(message);
        }
    }

    private InconsistentStateException Conflict(
        string operation, string stateName, GrainId grainId, RedisKey key, string? stored, string? current)
    {
        var what = (stored, current) switch
        {
            (null, _) => $"the record is gone, it had the ETag {current} when it was read or written last. It was deleted, it expired, or "
                + "Redis was restarted without its data",
            (_, null) => $"there is a record with the ETag {stored} that has not been read before",
            _ => $"the record has the ETag {stored}, not {current}; somebody else has changed it",
        };
        return new InconsistentStateException(
            $"Version conflict in the grain storage '{_name}', {operation} the state '{stateName}' of {grainId} "
            + $"(Redis key '{key}'): {what}. Read the state again.",
            stored,
            current);
    }

    private RedisStorageException NotOurs(RedisKey key) => new(
        $"The Redis key '{key}' holds a hash that the grain storage '{_name}' did not write. Use a service id, a database or, with "
        + $"{nameof(RedisStorageOptions)}.{nameof(RedisStorageOptions.GetStorageKey)}, keys of its own.");
}
