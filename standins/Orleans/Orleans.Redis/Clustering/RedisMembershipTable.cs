using System.Globalization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using OrleansStandIn.Redis.Connections;
using StackExchange.Redis;

namespace Orleans.Clustering.Redis;

/// <summary>
/// The membership table in one Redis hash. Every change is a script that compares version and ETags and writes row and version together,
/// so of several writers of one version exactly one wins. Cancelling a call ends the wait, not the change.
/// </summary>
internal sealed class RedisMembershipTable : IMembershipTable, IDisposable, IAsyncDisposable
{
    private readonly RedisClusteringOptions _options;
    private readonly ClusterOptions _cluster;
    private readonly RedisKey _key;
    private readonly RedisValue _expiry;
    private readonly RedisConnection _connection;
    private readonly ILogger _logger;
    private int _lastVersion = -1;

    /// <summary>Initializes the table; nothing is connected yet.</summary>
    public RedisMembershipTable(
        IOptions<RedisClusteringOptions> options, IOptions<ClusterOptions> cluster, ILogger<RedisMembershipTable> logger)
    {
        _options = options.Value;
        _cluster = cluster.Value;
        _key = _options.CreateRedisKey(_cluster);
        _expiry = RedisTime.Milliseconds(_options.EntryExpiry);
        _logger = logger;
        _connection = new RedisConnection(
            $"The membership table of the cluster '{_cluster.ClusterId}'",
            () => _options.CreateMultiplexer(_options),
            static message => new RedisClusteringException(message),
            logger);
    }

    /// <inheritdoc/>
    public Task InitializeMembershipTable(bool tryInitTableVersion) => InitializeMembershipTableAsync(tryInitTableVersion);

    /// <inheritdoc/>
    public async Task InitializeMembershipTableAsync(bool tryInitTableVersion, CancellationToken cancellationToken = default)
    {
        await _connection.ConnectAsync().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (!tryInitTableVersion)
            return;

        var result = await RunAsync("initializing it", MembershipScripts.Initialize, cancellationToken, NewEtag(), _expiry)
            .ConfigureAwait(false);
        if (result == MembershipScripts.Foreign)
            throw NotOurs();
    }

    /// <inheritdoc/>
    public Task DeleteMembershipTableEntries(string clusterId) => DeleteMembershipTableEntriesAsync(clusterId);

    /// <inheritdoc/>
    public async Task DeleteMembershipTableEntriesAsync(string clusterId, CancellationToken cancellationToken = default)
    {
        var key = clusterId == _cluster.ClusterId
            ? _key
            : _options.CreateRedisKey(new ClusterOptions { ServiceId = _cluster.ServiceId, ClusterId = clusterId });
        await _connection.CallAsync("deleting it", key, database => database.KeyDeleteAsync(key))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        Volatile.Write(ref _lastVersion, -1);
    }

    /// <inheritdoc/>
    public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => CleanupDefunctSiloEntriesAsync(beforeDate);

    /// <inheritdoc/>
    public async Task CleanupDefunctSiloEntriesAsync(DateTimeOffset beforeDate, CancellationToken cancellationToken = default)
    {
        var data = await ReadAllAsync(cancellationToken).ConfigureAwait(false);
        foreach (var (entry, etag) in data.Members)
        {
            var lastSign = entry.IAmAliveTime > entry.StartTime ? entry.IAmAliveTime : entry.StartTime;
            if (entry.Status == SiloStatus.Active || lastSign >= beforeDate.UtcDateTime)
                continue;

            await RunAsync(
                $"removing the row of {entry.SiloAddress}",
                MembershipScripts.Remove,
                cancellationToken,
                entry.SiloAddress.ToParsableString(),
                etag,
                RedisTime.Write(entry.IAmAliveTime)).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadRow(SiloAddress key) => ReadRowAsync(key);

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadRowAsync(SiloAddress key, CancellationToken cancellationToken = default)
    {
        var silo = key.ToParsableString();
        RedisValue[] fields = ["version", "etag", $"row/{silo}", $"etag/{silo}", $"alive/{silo}"];
        var values = await _connection.CallAsync($"reading the row of {key}", _key, database => database.HashGetAsync(_key, fields))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        var version = ReadVersion(values[0], values[1]);
        return values[2].IsNull
            ? new MembershipTableData(version)
            : new MembershipTableData(
                Tuple.Create(MembershipRow.Read(silo, values[2].ToString(), values[4].ToString()), values[3].ToString()), version);
    }

    /// <inheritdoc/>
    public Task<MembershipTableData> ReadAll() => ReadAllAsync();

    /// <inheritdoc/>
    public async Task<MembershipTableData> ReadAllAsync(CancellationToken cancellationToken = default)
    {
        var hash = await _connection.CallAsync("reading it", _key, database => database.HashGetAllAsync(_key))
            .WaitAsync(cancellationToken).ConfigureAwait(false);
        var fields = hash.ToDictionary(static field => field.Name.ToString(), static field => field.Value);
        var version = ReadVersion(fields.GetValueOrDefault("version"), fields.GetValueOrDefault("etag"));
        var rows = fields.Where(static field => field.Key.StartsWith("row/", StringComparison.Ordinal)).Select(field =>
        {
            var silo = field.Key["row/".Length..];
            var entry = MembershipRow.Read(silo, field.Value.ToString(), fields[$"alive/{silo}"].ToString());
            return Tuple.Create(entry, fields[$"etag/{silo}"].ToString());
        });
        return new MembershipTableData([.. rows], version);
    }

    /// <inheritdoc/>
    public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => InsertRowAsync(entry, tableVersion);

    /// <inheritdoc/>
    public Task<bool> InsertRowAsync(MembershipEntry entry, TableVersion tableVersion, CancellationToken cancellationToken = default) =>
        WriteAsync("inserting", entry, string.Empty, tableVersion, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => UpdateRowAsync(entry, etag, tableVersion);

    /// <inheritdoc/>
    public Task<bool> UpdateRowAsync(
        MembershipEntry entry, string etag, TableVersion tableVersion, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(etag);
        return WriteAsync("updating", entry, etag, tableVersion, cancellationToken);
    }

    /// <inheritdoc/>
    public Task UpdateIAmAlive(MembershipEntry entry) => UpdateIAmAliveAsync(entry);

    /// <inheritdoc/>
    public async Task UpdateIAmAliveAsync(MembershipEntry entry, CancellationToken cancellationToken = default)
    {
        var result = await RunAsync(
            $"writing the sign of life of {entry.SiloAddress}",
            MembershipScripts.WriteAlive,
            cancellationToken,
            entry.SiloAddress.ToParsableString(),
            RedisTime.Write(entry.IAmAliveTime),
            _expiry).ConfigureAwait(false);
        if (result == MembershipScripts.NoTable)
            throw TableGone($"the sign of life of {entry.SiloAddress} was not written");
        if (result == MembershipScripts.NoRow)
        {
            throw new RedisClusteringException(
                $"The membership table in the Redis key '{_key}' has no row of {entry.SiloAddress}, so its sign of life was not written. "
                + "It never joined this cluster, or its row was removed after it had been declared dead; restart the silo.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private static string NewEtag() => Guid.NewGuid().ToString("N");

    private async Task<bool> WriteAsync(
        string operation, MembershipEntry entry, string etag, TableVersion version, CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            $"{operation} the row of {entry.SiloAddress} as {entry.Status}",
            MembershipScripts.Write,
            cancellationToken,
            entry.SiloAddress.ToParsableString(),
            version.VersionEtag,
            version.Version,
            NewEtag(),
            etag,
            MembershipRow.Write(entry),
            RedisTime.Write(entry.IAmAliveTime),
            _expiry).ConfigureAwait(false);
        if (result == MembershipScripts.NoTable)
            throw TableGone($"the row of {entry.SiloAddress} was not written as {entry.Status}");
        if (result == MembershipScripts.NoRow)
            RedisLog.RowGone(_logger, _key.ToString(), entry.SiloAddress.ToString(), entry.Status.ToString());
        return result == MembershipScripts.Done;
    }

    private async Task<int> RunAsync(string operation, string script, CancellationToken cancellationToken, params RedisValue[] values) =>
        (int)await _connection.RunAsync(operation, script, _key, values).WaitAsync(cancellationToken).ConfigureAwait(false);

    private TableVersion ReadVersion(RedisValue version, RedisValue etag)
    {
        if (version.IsNull)
        {
            // Not an error here: a silo that finds no rows writes its own again. Writes to a table that is not there do fail.
            if (Volatile.Read(ref _lastVersion) is var last and >= 0)
                RedisLog.TableGone(_logger, _key.ToString(), last);
            return new TableVersion(0, "0");
        }

        if (etag.IsNull)
            throw NotOurs();

        var number = int.Parse(version.ToString(), CultureInfo.InvariantCulture);
        Volatile.Write(ref _lastVersion, number);
        return new TableVersion(number, etag.ToString());
    }

    private RedisClusteringException NotOurs() => new(
        $"The Redis key '{_key}' holds a hash that is not a membership table of this provider. Use a service id, a cluster "
        + "id or a database of its own.");

    private RedisClusteringException TableGone(string consequence) => new(
        $"There is no membership table of the cluster '{_cluster.ClusterId}' in the Redis key '{_key}', so {consequence}. Redis was "
        + "restarted without its data, or the key was deleted. Silos that run "
        + "write their rows again; a silo that does not must be restarted.");
}
