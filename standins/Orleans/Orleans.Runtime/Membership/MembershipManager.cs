using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Utilities;

namespace Orleans.Runtime.Membership;

/// <summary>
/// This silo's view of the cluster, read from the membership table, and the only writer of this silo's own row.
/// </summary>
internal sealed partial class MembershipManager : IClusterMembershipService, IDisposable
{
    private static readonly TimeSpan TableTimeout = TimeSpan.FromSeconds(15);
    private readonly IMembershipTable _table;
    private readonly ILocalSiloDetails _silo;
    private readonly ClusterMembershipOptions _options;
    private readonly EndpointOptions _endpoints;
    private readonly MembershipClock _clock;
    private readonly ILogger<MembershipManager> _logger;
    private readonly AsyncBroadcast<ClusterMembershipSnapshot> _updates;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly object _lock = new();
    private readonly KnownDeaths _deaths;
    private readonly TableOutage _outage;
    private readonly DateTime _startTime;
    private ImmutableDictionary<SiloAddress, MembershipEntry> _rows = ImmutableDictionary<SiloAddress, MembershipEntry>.Empty;
    private bool _declaredDead;
    private bool _endedOutage;

    /// <summary>Initializes the manager.</summary>
    public MembershipManager(
        IMembershipTable table,
        ILocalSiloDetails silo,
        IOptions<ClusterMembershipOptions> options,
        IOptions<EndpointOptions> endpoints,
        MembershipClock clock,
        ILogger<MembershipManager> logger)
    {
        _table = table;
        _silo = silo;
        _options = options.Value;
        _endpoints = endpoints.Value;
        _clock = clock;
        _logger = logger;
        _startTime = clock.UtcNow;
        _lastSeenAlive = clock.Now;
        _deaths = new KnownDeaths(_options.SiloGenerationRetirementAge);
        _outage = new TableOutage(clock, logger);
        History = new RowHistory(clock, _options);
        var self = new ClusterMember(silo.SiloAddress, SiloStatus.Created, silo.Name);
        CurrentSnapshot = new ClusterMembershipSnapshot(
            ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(silo.SiloAddress, self), MembershipVersion.MinValue);
        _updates = new AsyncBroadcast<ClusterMembershipSnapshot>(CurrentSnapshot);
    }

    /// <inheritdoc/>
    public ClusterMembershipSnapshot CurrentSnapshot { get; private set; }

    /// <inheritdoc/>
    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => _updates;

    /// <summary>Gets the rows behind the snapshot.</summary>
    public ImmutableDictionary<SiloAddress, MembershipEntry> Rows => Volatile.Read(ref _rows);

    /// <summary>Gets what this silo has seen of the rows and when.</summary>
    public RowHistory History { get; }

    /// <summary>Gets the status that this silo has given itself.</summary>
    public SiloStatus CurrentStatus { get; private set; } = SiloStatus.Created;

    /// <summary>Gets whether the table could not be used the last time.</summary>
    public bool IsTableUnavailable => _outage.IsOngoing;

    /// <summary>Raised after the snapshot has changed, with the previous one. Handlers run one after the other and must be quick.</summary>
    public event Action<ClusterMembershipSnapshot, ClusterMembershipSnapshot>? Changed;

    /// <summary>Raised after this silo has changed the table, so that others can be told.</summary>
    public event Action? Written;

    /// <summary>Raised once, with the reason, when others have declared this silo dead.</summary>
    public event Action<string>? DeclaredDead;

    /// <summary>Gets the silos that are active now.</summary>
    public IEnumerable<SiloAddress> ActiveSilos =>
        CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress);

    /// <summary>
    /// Returns whether a silo is known to be dead, other than by its age alone: one that has lived for long and is missing in a table that
    /// has lost its rows is about to appear in it again.
    /// </summary>
    public bool HasDied(SiloAddress silo) => CurrentSnapshot.Members.TryGetValue(silo, out var member)
        ? member.Status == SiloStatus.Dead
        : _deaths.Contains(silo) || CurrentSnapshot.Members.Keys.Any(known => known.IsSuccessorOf(silo));

    /// <inheritdoc/>
    public async ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        do
        {
            await RefreshAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        while (CurrentSnapshot.Version < minimumVersion);
    }

    /// <summary>Reads the table; if it has lost the row of this silo, writes it again.</summary>
    public async Task RefreshAsync()
    {
        await _reading.WaitAsync().ConfigureAwait(false);
        try
        {
            var data = await ReadAsync().ConfigureAwait(false);
            if (HasLostRows(data))
            {
                // A read that was overtaken by another one looks the same: only the second read counts.
                data = await ReadAsync().ConfigureAwait(false);
                if (HasLostRows(data))
                {
                    await RestoreAsync().ConfigureAwait(false);
                    return;
                }
            }

            Apply(data);
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Writes the I-am-alive time of this silo.</summary>
    public Task WriteIAmAliveAsync() => UseTableAsync(
        async () =>
        {
            await _table.UpdateIAmAliveAsync(new MembershipEntry { SiloAddress = _silo.SiloAddress, IAmAliveTime = _clock.UtcNow }).ConfigureAwait(false);
            return true;
        });

    /// <summary>Removes the rows of dead silos that gave no sign of life since a time.</summary>
    public Task RemoveDefunctAsync(DateTimeOffset before) => UseTableAsync(
        async () =>
        {
            await _table.CleanupDefunctSiloEntriesAsync(before).ConfigureAwait(false);
            return true;
        });

    /// <summary>Reads the rows of the table.</summary>
    public async Task<MembershipEntry[]> ReadEntriesAsync() => [.. (await ReadAsync().ConfigureAwait(false)).Members.Select(member => member.Item1)];

    /// <summary>Ends this silo because something else than the table says that it is dead.</summary>
    public void DeclareSelfDead(string reason)
    {
        lock (_lock)
        {
            if (_declaredDead || CurrentStatus is not (SiloStatus.Joining or SiloStatus.Active))
            {
                return;
            }

            _declaredDead = true;
        }

        MembershipLog.DeclaredDead(_logger, _silo.SiloAddress, reason);
        DeclaredDead?.Invoke(reason);
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    private Task<MembershipTableData> ReadAsync() => UseTableAsync(() => _table.ReadAllAsync());

    private async Task<T> UseTableAsync<T>(Func<Task<T>> use)
    {
        try
        {
            var result = await use().WaitAsync(TableTimeout, _clock.Provider).ConfigureAwait(false);
            _endedOutage |= _outage.OnSucceeded();
            return result;
        }
        catch (Exception exception)
        {
            _outage.OnFailed(exception);
            throw;
        }
    }

    private void Apply(MembershipTableData data)
    {
        ClusterMembershipSnapshot previous, current;
        string? death = null;
        lock (_lock)
        {
            previous = CurrentSnapshot;
            var version = new MembershipVersion(data.Version.Version);
            var isFirst = previous.Version == MembershipVersion.MinValue;
            if (version < previous.Version && !isFirst)
            {
                return;
            }

            History.Observe(data.Members.Select(member => member.Item1), _endedOutage);
            _endedOutage = false;
            if (version == previous.Version && !isFirst)
            {
                return;
            }

            var rows = Merge(data, isFirst);
            foreach (var dead in rows.Values.Where(row => row.Status == SiloStatus.Dead))
            {
                _deaths.Add(dead.SiloAddress);
            }

            var (minimumGeneration, deaths) = _deaths.Get(_clock.UtcNow);
            current = new ClusterMembershipSnapshot(
                rows.ToImmutableDictionary(row => row.Key, row => new ClusterMember(row.Key, row.Value.Status, row.Value.SiloName)),
                version,
                minimumGeneration,
                deaths);
            Volatile.Write(ref _rows, rows);
            CurrentSnapshot = current;
            _updates.Publish(current);
            Changed?.Invoke(previous, current);
            death = FindOwnDeath(rows);
        }

        MembershipLog.Changed(_logger, current);
        if (death is not null)
        {
            DeclareSelfDead(death);
        }
    }

    private ImmutableDictionary<SiloAddress, MembershipEntry> Merge(MembershipTableData data, bool isFirst)
    {
        var rows = ImmutableDictionary.CreateBuilder<SiloAddress, MembershipEntry>();
        foreach (var (row, _) in data.Members)
        {
            var entry = row.Copy();
            if (entry.Status != SiloStatus.Dead && _deaths.Contains(entry.SiloAddress))
            {
                // A table that lost its rows does not bring a dead silo back: it was replaced already.
                entry.Status = SiloStatus.Dead;
                _ = KillAgainAsync(entry.SiloAddress);
            }

            rows[entry.SiloAddress] = entry;
        }

        // Rows of living silos are never removed. Where one is missing, the table has lost it, and its silo is about to write it again.
        foreach (var lost in _rows.Values.Where(row => !isFirst && row.Status != SiloStatus.Dead && !rows.ContainsKey(row.SiloAddress)))
        {
            rows[lost.SiloAddress] = lost;
        }

        return rows.ToImmutable();
    }

    private string? FindOwnDeath(ImmutableDictionary<SiloAddress, MembershipEntry> rows)
    {
        if (rows.TryGetValue(_silo.SiloAddress, out var own) && own.Status == SiloStatus.Dead)
        {
            return $"its row in the membership table says so: {own.ToFullString()}";
        }

        var successor = rows.Values.FirstOrDefault(row => row.Status != SiloStatus.Dead && row.SiloAddress.IsSuccessorOf(_silo.SiloAddress));
        return successor is null ? null : $"a newer silo has its endpoint: {successor.SiloAddress}";
    }

    private MembershipEntry CreateEntry(SiloStatus status) => new()
    {
        SiloAddress = _silo.SiloAddress,
        Status = status,
        SiloName = _silo.Name,
        HostName = _silo.DnsHostName,
        ProxyPort = _endpoints.GatewayPort,
        RoleName = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name,
        StartTime = _startTime,
        IAmAliveTime = _clock.UtcNow,
    };
}
