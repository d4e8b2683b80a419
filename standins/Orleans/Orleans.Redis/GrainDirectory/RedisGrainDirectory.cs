using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using OrleansStandIn.Redis.Connections;
using StackExchange.Redis;

namespace Orleans.GrainDirectory.Redis;

/// <summary>
/// A grain directory in Redis, one hash per grain with the fields <c>activation</c>, <c>silo</c> and <c>membership</c>. Registering is one
/// script that compares the registered activation, so of several silos that activate a grain at once exactly one wins. Entries of a dead
/// silo stay until the grain is activated again, which replaces them: the runtime names them as the previous address.
/// </summary>
public class RedisGrainDirectory : IGrainDirectory, ILifecycleParticipant<ISiloLifecycle>, IDisposable, IAsyncDisposable
{
    // Arguments: previous activation, activation, silo, membership version, expiry. Answers with the entry that is there now.
    private const string RegisterScript =
        """
        local current = redis.call('HGET', KEYS[1], 'activation')
        if not current or current == ARGV[1] then
          redis.call('HSET', KEYS[1], 'activation', ARGV[2], 'silo', ARGV[3], 'membership', ARGV[4])
          if ARGV[5] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[5]) end
        end
        return redis.call('HMGET', KEYS[1], 'activation', 'silo', 'membership')
        """;

    // Arguments: activation.
    private const string UnregisterScript =
        """
        if redis.call('HGET', KEYS[1], 'activation') == ARGV[1] then return redis.call('DEL', KEYS[1]) end
        return 0
        """;

    private static readonly RedisValue[] Fields = ["activation", "silo", "membership"];
    private readonly string _prefix;
    private readonly RedisValue _expiry;
    private readonly RedisConnection _connection;

    /// <summary>Initializes the directory; it connects when the silo starts.</summary>
    /// <param name="directoryOptions">The options.</param>
    /// <param name="clusterOptions">The cluster id, which begins every key.</param>
    /// <param name="logger">The logger.</param>
    public RedisGrainDirectory(
        RedisGrainDirectoryOptions directoryOptions, IOptions<ClusterOptions> clusterOptions, ILogger<RedisGrainDirectory> logger)
    {
        ArgumentNullException.ThrowIfNull(directoryOptions);
        ArgumentNullException.ThrowIfNull(clusterOptions);
        _prefix = $"{clusterOptions.Value.ClusterId}/directory/";
        _expiry = RedisTime.Milliseconds(directoryOptions.EntryExpiry);
        _connection = new RedisConnection(
            $"The grain directory of the cluster '{clusterOptions.Value.ClusterId}'",
            () => directoryOptions.CreateMultiplexer(directoryOptions),
            static message => new OrleansException(message),
            logger);
    }

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle)
    {
        ArgumentNullException.ThrowIfNull(lifecycle);
        lifecycle.Subscribe(nameof(RedisGrainDirectory), ServiceLifecycleStage.RuntimeInitialize, Initialize);
    }

    /// <summary>Connects, unless that has been done.</summary>
    /// <param name="ct">Ends the wait.</param>
    /// <returns>The task.</returns>
    public Task Initialize(CancellationToken ct = default) => _connection.ConnectAsync().AsTask().WaitAsync(ct);

    /// <inheritdoc/>
    public async Task<GrainAddress?> Lookup(GrainId grainId)
    {
        var key = GetKey(grainId);
        var values = await _connection.CallAsync($"looking up {grainId}", key, database => database.HashGetAsync(key, Fields))
            .ConfigureAwait(false);
        return values[0].IsNull ? null : Read(grainId, key, values);
    }

    /// <inheritdoc/>
    public Task<GrainAddress?> Register(GrainAddress address) => Register(address, null);

    /// <inheritdoc/>
    public async Task<GrainAddress?> Register(GrainAddress address, GrainAddress? previousAddress)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsComplete)
        {
            throw new ArgumentException(
                $"The address {address} cannot be registered: grain, activation and silo must be set.", nameof(address));
        }

        var key = GetKey(address.GrainId);
        var entry = await _connection.RunAsync(
            $"registering {address}",
            RegisterScript,
            key,
            previousAddress?.ActivationId.ToParsableString() ?? string.Empty,
            address.ActivationId.ToParsableString(),
            address.SiloAddress!.ToParsableString(),
            address.MembershipVersion.Value,
            _expiry).ConfigureAwait(false);
        return Read(address.GrainId, key, (RedisValue[])entry!);
    }

    /// <inheritdoc/>
    public Task Unregister(GrainAddress address)
    {
        ArgumentNullException.ThrowIfNull(address);
        return _connection.RunAsync(
            $"unregistering {address}", UnregisterScript, GetKey(address.GrainId), address.ActivationId.ToParsableString());
    }

    /// <summary>
    /// Does nothing: a dead silo may have had any number of entries, and each is replaced when its grain is activated again.
    /// </summary>
    /// <param name="siloAddresses">The silos.</param>
    /// <returns>The task.</returns>
    public Task UnregisterSilos(List<SiloAddress> siloAddresses) => Task.CompletedTask;

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

    private static GrainAddress Read(GrainId grainId, RedisKey key, RedisValue[] values)
    {
        if (Array.Exists(values, static value => value.IsNull))
        {
            throw new OrleansException(
                $"The Redis key '{key}' holds a hash that is not an entry of a grain directory. Use a cluster id or a database "
                + "of its own.");
        }

        return new GrainAddress
        {
            GrainId = grainId,
            ActivationId = ActivationId.FromParsableString(values[0].ToString()),
            SiloAddress = SiloAddress.FromParsableString(values[1].ToString()),
            MembershipVersion = new MembershipVersion(long.Parse(values[2].ToString(), CultureInfo.InvariantCulture)),
        };
    }

    private RedisKey GetKey(GrainId grainId) => _prefix + grainId;
}
