using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using OrleansStandIn.Redis.Connections;
using StackExchange.Redis;

namespace Orleans.Reminders.Redis;

/// <summary>
/// The reminders of a service in one sorted set of Redis, ordered by the hash of their grains. A change is one script, so a reminder is
/// there once or not at all; a range is read in pages that go on from the last member, so a change between two pages hides no other row.
/// </summary>
internal sealed class RedisReminderTable : IReminderTable, IDisposable, IAsyncDisposable
{
    private const int PageSize = 1000;

    // Arguments: first and last bound of the reminder, new member, expiry.
    private const string UpsertScript =
        """
        redis.call('ZREMRANGEBYLEX', KEYS[1], ARGV[1], ARGV[2])
        redis.call('ZADD', KEYS[1], 0, ARGV[3])
        if ARGV[4] ~= '0' then redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
        return 1
        """;

    private readonly RedisKey _key;
    private readonly RedisValue _expiry;
    private readonly RedisConnection _connection;

    /// <summary>Initializes the table; it connects when it is started, or first used.</summary>
    public RedisReminderTable(
        IOptions<RedisReminderTableOptions> options, IOptions<ClusterOptions> cluster, ILogger<RedisReminderTable> logger)
    {
        _key = $"{cluster.Value.ServiceId}/reminders";
        _expiry = RedisTime.Milliseconds(options.Value.EntryExpiry);
        _connection = new RedisConnection(
            $"The reminder table of the service '{cluster.Value.ServiceId}'",
            () => options.Value.CreateMultiplexer(options.Value),
            static message => new RedisRemindersException(message),
            logger);
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken = default) =>
        _connection.ConnectAsync().AsTask().WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public Task Init() => StartAsync();

    /// <inheritdoc/>
    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var prefix = ReminderRow.Prefix(grainId, reminderName);
        var rows = await ReadAsync($"reading the reminder '{reminderName}' of {grainId}", prefix, ReminderRow.After(prefix))
            .ConfigureAwait(false);
        return rows.SingleOrDefault();
    }

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(GrainId grainId)
    {
        var prefix = ReminderRow.Prefix(grainId);
        return new ReminderTableData(
            await ReadAsync($"reading the reminders of {grainId}", prefix, ReminderRow.After(prefix)).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end)
    {
        var operation = $"reading the reminders from {begin:X8} to {end:X8}";
        RedisValue afterBegin = ReminderRow.After(begin), afterEnd = ReminderRow.After(end);
        if (begin < end)
            return new ReminderTableData(await ReadAsync(operation, afterBegin, afterEnd).ConfigureAwait(false));

        // Past the end of the ring; where both are the same, the whole ring.
        var rows = await ReadAsync(operation, afterBegin, RedisValue.Null).ConfigureAwait(false);
        rows.AddRange(await ReadAsync(operation, RedisValue.Null, afterEnd).ConfigureAwait(false));
        return new ReminderTableData(rows);
    }

    /// <inheritdoc/>
    public async Task<string?> UpsertRow(ReminderEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var etag = Guid.NewGuid().ToString("N");
        var prefix = ReminderRow.Prefix(entry.GrainId, entry.ReminderName);
        await _connection.RunAsync(
            $"writing the reminder '{entry.ReminderName}' of {entry.GrainId}",
            UpsertScript,
            _key,
            $"[{prefix}",
            $"({ReminderRow.After(prefix)}",
            ReminderRow.Write(entry, etag),
            _expiry).ConfigureAwait(false);
        return etag;
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        ArgumentException.ThrowIfNullOrEmpty(eTag);
        var prefix = ReminderRow.Prefix(grainId, reminderName, eTag);
        var removed = await _connection.CallAsync(
            $"removing the reminder '{reminderName}' of {grainId}",
            _key,
            database => database.SortedSetRemoveRangeByValueAsync(_key, prefix, ReminderRow.After(prefix), Exclude.Stop))
            .ConfigureAwait(false);
        return removed > 0;
    }

    /// <inheritdoc/>
    public Task TestOnlyClearTable() => _connection.CallAsync("removing all reminders", _key, database => database.KeyDeleteAsync(_key));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    // From the first bound, included, to the last, excluded; a bound that is null is the end of the set.
    private async Task<List<ReminderEntry>> ReadAsync(string operation, RedisValue from, RedisValue to)
    {
        var rows = new List<ReminderEntry>();
        var exclude = to.IsNull ? Exclude.None : Exclude.Stop;
        while (true)
        {
            RedisValue start = from;
            var excluded = exclude;
            var page = await _connection.CallAsync(
                operation, _key, database => database.SortedSetRangeByValueAsync(_key, start, to, excluded, take: PageSize))
                .ConfigureAwait(false);
            rows.AddRange(page.Select(member => ReminderRow.Read(member.ToString(), _key.ToString())));
            if (page.Length < PageSize)
                return rows;

            from = page[^1];
            exclude |= Exclude.Start;
        }
    }
}
