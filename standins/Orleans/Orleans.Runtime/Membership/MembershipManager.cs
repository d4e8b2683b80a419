using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Utilities;

namespace Orleans.Runtime.Membership;

/// <summary>
/// This silo's view of the cluster, read from the membership table, and the only writer of this silo's own row.
/// </summary>
internal sealed class MembershipManager : IClusterMembershipService, IDisposable
{
    private const int WriteAttempts = 20;
    private readonly IMembershipTable _table;
    private readonly ILocalSiloDetails _silo;
    private readonly ClusterMembershipOptions _options;
    private readonly EndpointOptions _endpoints;
    private readonly MembershipClock _clock;
    private readonly ILogger<MembershipManager> _logger;
    private readonly AsyncBroadcast<ClusterMembershipSnapshot> _updates;
    private readonly SemaphoreSlim _reading = new(1, 1);
    private readonly object _lock = new();

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
        var self = new ClusterMember(silo.SiloAddress, SiloStatus.Created, silo.Name);
        CurrentSnapshot = new ClusterMembershipSnapshot(
            ImmutableDictionary<SiloAddress, ClusterMember>.Empty.Add(silo.SiloAddress, self), MembershipVersion.MinValue);
        _updates = new AsyncBroadcast<ClusterMembershipSnapshot>(CurrentSnapshot);
    }

    /// <inheritdoc/>
    public ClusterMembershipSnapshot CurrentSnapshot { get; private set; }

    /// <inheritdoc/>
    public IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates => _updates;

    /// <summary>Gets the status that this silo has given itself.</summary>
    public SiloStatus CurrentStatus { get; private set; } = SiloStatus.Created;

    /// <summary>Raised after the snapshot has changed, with the previous one. Handlers run one after the other and must be quick.</summary>
    public event Action<ClusterMembershipSnapshot, ClusterMembershipSnapshot>? Changed;

    /// <summary>Raised when others have declared this silo dead.</summary>
    public event Action? DeclaredDead;

    /// <summary>Gets the silos that are active now.</summary>
    public IEnumerable<SiloAddress> ActiveSilos =>
        CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress);

    /// <summary>Adds this silo to the table, and declares dead an earlier one at the same address.</summary>
    public async Task JoinAsync()
    {
        await _table.InitializeMembershipTableAsync(tryInitTableVersion: true).ConfigureAwait(false);
        for (var attempt = 1; ; attempt++)
        {
            var data = await _table.ReadAllAsync().ConfigureAwait(false);
            if (data.TryGet(_silo.SiloAddress) is not null
                || await _table.InsertRowAsync(CreateEntry(SiloStatus.Joining), data.Version.Next()).ConfigureAwait(false))
            {
                break;
            }

            ThrowIfLast(attempt);
        }

        CurrentStatus = SiloStatus.Joining;
        await RefreshAsync().ConfigureAwait(false);
        foreach (var member in CurrentSnapshot.Members.Values)
        {
            if (member.Status != SiloStatus.Dead && member.SiloAddress.IsPredecessorOf(_silo.SiloAddress))
            {
                await TryKill(member.SiloAddress).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes a new status of this silo.</summary>
    public async Task UpdateStatusAsync(SiloStatus status)
    {
        CurrentStatus = status;
        await ChangeAsync(_silo.SiloAddress, entry =>
        {
            if (entry.Status == SiloStatus.Dead)
            {
                return false;
            }

            entry.Status = status;
            entry.IAmAliveTime = _clock.UtcNow;
            return true;
        }).ConfigureAwait(false);
    }

    /// <summary>Votes for the death of a silo and declares it when there are enough votes.</summary>
    public Task<bool> SuspectAsync(SiloAddress silo) => ChangeAsync(silo, entry =>
    {
        if (entry.Status == SiloStatus.Dead || !_options.LivenessEnabled)
        {
            return false;
        }

        var now = _clock.UtcNow;
        var live = ActiveSilos.Count();
        var needed = Math.Max(1, Math.Min(_options.NumVotesForDeathDeclaration, (live + 1) / 2));
        entry.AddOrUpdateSuspector(_silo.SiloAddress, now, Math.Max(needed, _options.NumVotesForDeathDeclaration));
        var votes = entry.SuspectTimes!.Count(vote => now - vote.Item2 < _options.DeathVoteExpirationTimeout);
        MembershipLog.Suspected(_logger, silo, votes, needed);
        if (votes >= needed)
        {
            entry.Status = SiloStatus.Dead;
        }

        return true;
    });

    /// <inheritdoc/>
    public Task<bool> TryKill(SiloAddress siloAddress) => ChangeAsync(siloAddress, static entry =>
    {
        var changed = entry.Status != SiloStatus.Dead;
        entry.Status = SiloStatus.Dead;
        return changed;
    });

    /// <inheritdoc/>
    public async ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default)
    {
        do
        {
            await RefreshAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        while (CurrentSnapshot.Version < minimumVersion);
    }

    /// <summary>Reads the table.</summary>
    public async Task RefreshAsync()
    {
        await _reading.WaitAsync().ConfigureAwait(false);
        try
        {
            Apply(await _table.ReadAllAsync().ConfigureAwait(false));
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _reading.Dispose();

    /// <summary>Writes the I-am-alive time of this silo.</summary>
    public Task WriteIAmAliveAsync() => _table.UpdateIAmAliveAsync(CreateEntry(CurrentStatus));

    /// <summary>Reads the rows of the table.</summary>
    public async Task<MembershipEntry[]> ReadEntriesAsync() =>
        [.. (await _table.ReadAllAsync().ConfigureAwait(false)).Members.Select(member => member.Item1)];

    private static void ThrowIfLast(int attempt)
    {
        if (attempt >= WriteAttempts)
        {
            throw new OrleansException($"The membership table could not be written in {WriteAttempts} attempts; other silos kept changing it.");
        }
    }

    private async Task<bool> ChangeAsync(SiloAddress silo, Func<MembershipEntry, bool> change)
    {
        for (var attempt = 1; ; attempt++)
        {
            var data = await _table.ReadAllAsync().ConfigureAwait(false);
            if (data.TryGet(silo) is not var (entry, etag) || !change(entry))
            {
                Apply(data);
                return false;
            }

            if (await _table.UpdateRowAsync(entry, etag, data.Version.Next()).ConfigureAwait(false))
            {
                await RefreshAsync().ConfigureAwait(false);
                return true;
            }

            ThrowIfLast(attempt);
        }
    }

    private void Apply(MembershipTableData data)
    {
        ClusterMembershipSnapshot previous, current;
        lock (_lock)
        {
            previous = CurrentSnapshot;
            var version = new MembershipVersion(data.Version.Version);
            if (version <= previous.Version && previous.Version != MembershipVersion.MinValue)
            {
                return;
            }

            current = new ClusterMembershipSnapshot(
                data.Members.ToImmutableDictionary(
                    member => member.Item1.SiloAddress,
                    member => new ClusterMember(member.Item1.SiloAddress, member.Item1.Status, member.Item1.SiloName)),
                version);
            CurrentSnapshot = current;
            _updates.Publish(current);
            Changed?.Invoke(previous, current);
        }

        MembershipLog.Changed(_logger, current);
        if (CurrentStatus is SiloStatus.Joining or SiloStatus.Active && current.GetSiloStatus(_silo.SiloAddress) == SiloStatus.Dead)
        {
            MembershipLog.DeclaredDead(_logger, _silo.SiloAddress);
            DeclaredDead?.Invoke();
        }
    }

    private MembershipEntry CreateEntry(SiloStatus status) => new()
    {
        SiloAddress = _silo.SiloAddress,
        Status = status,
        SiloName = _silo.Name,
        HostName = _silo.DnsHostName,
        ProxyPort = _endpoints.GatewayPort,
        RoleName = System.Reflection.Assembly.GetEntryAssembly()?.GetName().Name,
        StartTime = _clock.UtcNow,
        IAmAliveTime = _clock.UtcNow,
    };
}
