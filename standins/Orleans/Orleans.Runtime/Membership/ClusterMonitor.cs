using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Utilities;

namespace Orleans.Runtime.Membership;

/// <summary>Decides which silos this silo probes, and whether it votes for the death of one that does not answer.</summary>
internal sealed class ClusterMonitor : IMonitorOwner, IDisposable
{
    private static readonly TimeSpan ToleratedDelay = TimeSpan.FromSeconds(1);
    private readonly MembershipManager _membership;
    private readonly ILocalSiloDetails _silo;
    private readonly IProber _prober;
    private readonly ILocalHealth _health;
    private readonly MembershipClock _clock;
    private readonly ClusterMembershipOptions _options;
    private readonly TimeSpan _refusedPause;
    private readonly ILogger<ClusterMonitor> _logger;
    private readonly Pulse _changed;
    private readonly Random _random = new();
    private readonly CancellationTokenSource _stopped = new();
    private ImmutableDictionary<SiloAddress, SiloMonitor> _monitors = ImmutableDictionary<SiloAddress, SiloMonitor>.Empty;
    private ImmutableHashSet<SiloAddress> _stale = [];
    private Task _loop = Task.CompletedTask;

    /// <summary>Initializes the monitor.</summary>
    public ClusterMonitor(
        MembershipManager membership,
        ILocalSiloDetails silo,
        IProber prober,
        ILocalHealth health,
        MembershipClock clock,
        IOptions<ClusterMembershipOptions> options,
        IOptions<ConnectionOptions> connectionOptions,
        ILogger<ClusterMonitor> logger)
    {
        _membership = membership;
        _silo = silo;
        _prober = prober;
        _health = health;
        _clock = clock;
        _options = options.Value;
        _logger = logger;
        _changed = new Pulse(clock.Provider);
        var fifth = _options.ProbeTimeout / 5;
        var retry = connectionOptions.Value.ConnectionRetryDelay;
        _refusedPause = fifth > retry ? fifth : retry;
        membership.Changed += (_, _) => _changed.Set();
        prober.ConnectionLost += silo =>
        {
            if (_monitors.TryGetValue(silo, out var monitor))
            {
                monitor.ProbeNow();
            }
        };
    }

    /// <summary>Gets the monitors of the silos that are probed now.</summary>
    public IEnumerable<SiloMonitor> Monitors => _monitors.Values;

    /// <summary>Starts to probe.</summary>
    public void Start() => _loop = RunAsync();

    /// <summary>Stops to probe.</summary>
    public async Task StopAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _loop.ConfigureAwait(false);
        foreach (var monitor in _monitors.Values)
        {
            monitor.Dispose();
        }

        _monitors = _monitors.Clear();
    }

    /// <inheritdoc/>
    public void Dispose() => _stopped.Cancel();

    /// <inheritdoc/>
    public SiloAddress? ChooseWitness(SiloAddress silo, IReadOnlySet<SiloAddress> except)
    {
        var candidates = _membership.ActiveSilos.Where(candidate =>
            !candidate.Equals(silo) && !candidate.Equals(_silo.SiloAddress) && !except.Contains(candidate)
            && !_membership.History.IsStale(candidate)
            && (!_monitors.TryGetValue(candidate, out var monitor) || monitor.MissedProbes == 0)).ToArray();
        return candidates.Length == 0 ? null : candidates[_random.Next(candidates.Length)];
    }

    /// <inheritdoc/>
    public void OnFirstMiss(SiloAddress silo)
    {
        // The silo may have left in order without this one having been told, or the others may have declared this one dead.
        _ = RefreshAsync();
    }

    /// <inheritdoc/>
    public async Task VoteAsync(SiloMonitor monitor, SiloAddress? witness)
    {
        if (GetReasonToWithhold(monitor) is { } reason)
        {
            MembershipLog.VoteWithheld(_logger, monitor.Silo, reason);
            return;
        }

        await SuspectAsync(monitor.Silo, witness).ConfigureAwait(false);
    }

    /// <summary>Makes and ends monitors as the membership asks for; new ones do not run yet.</summary>
    public void Update()
    {
        var others = _membership.CurrentStatus is SiloStatus.Joining or SiloStatus.Active
            ? _membership.Rows.Values.Where(row => CanBeProbed(row.Status) && !row.SiloAddress.Equals(_silo.SiloAddress)).ToArray()
            : [];
        HashSet<SiloAddress> targets = _membership.CurrentStatus == SiloStatus.Active
            ? ProbeTargets.Choose(_silo.SiloAddress, [.. others.Select(row => row.SiloAddress)], _options)
            : [];
        targets.UnionWith(others.Where(IsRemarkable).Select(row => row.SiloAddress));
        WarnOfStale(others);

        var monitors = _monitors;
        foreach (var (silo, monitor) in monitors.Where(pair => !targets.Contains(pair.Key)))
        {
            monitor.Dispose();
            monitors = monitors.Remove(silo);
        }

        foreach (var silo in targets.Where(silo => !monitors.ContainsKey(silo)))
        {
            monitors = monitors.Add(silo, new SiloMonitor(silo, this, _prober, _health, _clock, _options, _refusedPause, _logger));
        }

        if (!ReferenceEquals(monitors, _monitors))
        {
            _monitors = monitors;
            MembershipLog.Probes(_logger, string.Join(", ", monitors.Keys));
        }
    }

    private static bool CanBeProbed(SiloStatus status) =>
        status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping;

    private bool IsRemarkable(MembershipEntry row) => _membership.History.GetFreshVoters(row).Length > 0
        || _membership.History.IsStale(row.SiloAddress)
        || (_membership.CurrentStatus == SiloStatus.Joining && _clock.UtcNow - row.IAmAliveTime > _options.AllowedIAmAliveMissPeriod);

    private void WarnOfStale(MembershipEntry[] others)
    {
        var stale = others.Select(row => row.SiloAddress).Where(_membership.History.IsStale).ToImmutableHashSet();
        foreach (var silo in stale.Except(_stale))
        {
            MembershipLog.Stale(_logger, silo, _options.AllowedIAmAliveMissPeriod);
        }

        _stale = stale;
    }

    private string? GetReasonToWithhold(SiloMonitor monitor)
    {
        if (monitor.IsRefusing)
        {
            return null;
        }

        var delay = _health.GetLongestDelay(monitor.Timeout);
        if (delay > ToleratedDelay)
        {
            return $"its own threads were late by {delay}";
        }

        return _monitors.Count > 1 && _monitors.Values.All(static other => other.MissedProbes > 0) && !_membership.History.IsStale(monitor.Silo)
            ? "no other silo answers either, so that this silo may be the one that is cut off"
            : null;
    }

    private async Task SuspectAsync(SiloAddress silo, SiloAddress? witness)
    {
        try
        {
            var refusing = _monitors.Values.Where(static monitor => monitor.IsRefusing).Select(static monitor => monitor.Silo).ToHashSet();
            await _membership.SuspectAsync(new Suspicion(silo, witness, refusing)).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (!_membership.IsTableUnavailable)
            {
                MembershipLog.VoteFailed(_logger, exception, silo);
            }
        }
    }

    private async Task RefreshAsync()
    {
        try
        {
            await _membership.RefreshAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The manager has logged that the table cannot be used; the view stays as it is until it can.
        }
    }

    private async Task RunAsync()
    {
        await Task.Yield();
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                Update();
                foreach (var monitor in _monitors.Values)
                {
                    monitor.Start();
                }

                foreach (var row in _membership.Rows.Values.Where(JoinsTooLong))
                {
                    MembershipLog.JoinsTooLong(_logger, row.SiloAddress, _membership.History.GetTimeInStatus(row.SiloAddress));
                    await SuspectAsync(row.SiloAddress, witness: null).ConfigureAwait(false);
                }

                await _changed.WaitAsync(_options.ProbeTimeout, _stopped.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                MembershipLog.LoopFailed(_logger, exception);
            }
        }
    }

    private bool JoinsTooLong(MembershipEntry row) => _options.EvictWhenMaxJoinAttemptTimeExceeded
        && _membership.CurrentStatus == SiloStatus.Active
        && row.Status is SiloStatus.Joining or SiloStatus.Created
        && !row.SiloAddress.Equals(_silo.SiloAddress)
        && _membership.History.GetTimeInStatus(row.SiloAddress) > _options.MaxJoinAttemptTime;
}
