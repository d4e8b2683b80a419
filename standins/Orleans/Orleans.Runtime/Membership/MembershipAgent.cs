using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.MembershipService;

namespace Orleans.Runtime.Membership;

/// <summary>
/// What a silo does for the membership from its join to its end: reads the table, writes its I-am-alive time, watches other silos, removes
/// old rows, and tells the others about changes.
/// </summary>
internal sealed class MembershipAgent : IDisposable
{
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(15);
    private readonly CancellationTokenSource _stopped = new();
    private readonly Random _random = new();
    private readonly MembershipManager _membership;
    private readonly ClusterMonitor _monitor;
    private readonly DefunctRows _defunct;
    private readonly LoadPublisher _load;
    private readonly LocalHealth _health;
    private readonly ILocalSiloDetails _silo;
    private readonly IProber _prober;
    private readonly MembershipClock _clock;
    private readonly ClusterMembershipOptions _options;
    private readonly IServiceProvider _services;
    private readonly ILogger<MembershipAgent> _logger;
    private readonly List<Task> _loops = [];

    /// <summary>Initializes the agent.</summary>
    public MembershipAgent(
        MembershipManager membership,
        ClusterMonitor monitor,
        DefunctRows defunct,
        LoadPublisher load,
        LocalHealth health,
        ILocalSiloDetails silo,
        IProber prober,
        MembershipClock clock,
        IOptions<ClusterMembershipOptions> options,
        IServiceProvider services,
        ILogger<MembershipAgent> logger)
    {
        _membership = membership;
        _monitor = monitor;
        _defunct = defunct;
        _load = load;
        _health = health;
        _silo = silo;
        _prober = prober;
        _clock = clock;
        _options = options.Value;
        _services = services;
        _logger = logger;
        membership.Written += Gossip;
    }

    /// <summary>Adds this silo to the table and starts to take part.</summary>
    public async Task JoinAsync(CancellationToken cancellationToken)
    {
        _health.Start();
        await _membership.JoinAsync(cancellationToken).ConfigureAwait(false);
        _monitor.Start();
        _loops.Add(RepeatAsync(_options.TableRefreshTimeout, _membership.RefreshAsync));
        _loops.Add(RepeatAsync(_options.IAmAliveTablePublishTimeout, _membership.WriteIAmAliveAsync));
    }

    /// <summary>Makes sure that this silo reaches all active ones, and that it is one of them then.</summary>
    /// <exception cref="OrleansClusterConnectivityCheckFailedException">Some did not answer for as long as joining may take.</exception>
    public async Task BecomeActiveAsync(CancellationToken cancellationToken)
    {
        try
        {
            await CheckConnectivityAsync(cancellationToken).ConfigureAwait(false);
            await _membership.UpdateStatusAsync(SiloStatus.Active, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Else the row would stay until the others miss this silo.
            await _membership.UpdateStatusAsync(SiloStatus.Dead, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        _loops.Add(_defunct.RunAsync(_stopped.Token));
        _loops.Add(_load.RunAsync(_stopped.Token));
    }

    /// <summary>Stops to take part.</summary>
    public async Task StopAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await _monitor.StopAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    /// <summary>Tells the other silos that the membership has changed.</summary>
    private void Gossip()
    {
        if (!_options.UseLivenessGossip)
        {
            return;
        }

        var snapshot = _membership.CurrentSnapshot;
        foreach (var member in snapshot.Members.Values.Where(member => member.Status != SiloStatus.Dead && !member.SiloAddress.Equals(_silo.SiloAddress)))
        {
            MembershipTarget.Get(_services.GetRequiredService<IGrainFactory>(), member.SiloAddress).MembershipChanged(snapshot.Version.Value).AsTask().Ignore();
        }
    }

    private async Task CheckConnectivityAsync(CancellationToken cancellationToken)
    {
        var started = _clock.Now;
        var pause = _options.ProbeTimeout < ShortestRetry ? _options.ProbeTimeout : ShortestRetry;
        for (var attempt = 1; ; attempt++)
        {
            var targets = _membership.ActiveSilos.Where(silo => !silo.Equals(_silo.SiloAddress)).ToArray();
            var failures = await Task.WhenAll(targets.Select(silo => _prober.PingAsync(silo, _options.ProbeTimeout, cancellationToken))).ConfigureAwait(false);
            var failed = targets.Zip(failures).Where(pair => pair.Second is not null).Select(pair => $"{pair.First} ({pair.Second!.Message})").ToArray();
            if (failed.Length == 0)
            {
                return;
            }

            MembershipLog.NotConnected(_logger, attempt, failed.Length, targets.Length, string.Join(", ", failed));
            if (_clock.Since(started) + pause > _options.MaxJoinAttemptTime)
            {
                throw new OrleansClusterConnectivityCheckFailedException(
                    $"{_silo.SiloAddress} cannot join the cluster '{_silo.ClusterId}': {failed.Length} of {targets.Length} active silos did not answer it within "
                    + $"{_options.MaxJoinAttemptTime} (ClusterMembershipOptions.MaxJoinAttemptTime): {string.Join(", ", failed)}. "
                    + "A silo joins only when it reaches all active silos; check the network and the advertised endpoints.");
            }

            await Task.Delay(pause, _clock.Provider, cancellationToken).ConfigureAwait(false);
            await TryRefreshAsync().ConfigureAwait(false);
        }
    }

    private async Task TryRefreshAsync()
    {
        try
        {
            await _membership.RefreshAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The manager has logged that the table cannot be used; the next attempt works with what is known.
        }
    }

    private async Task RepeatAsync(TimeSpan period, Func<Task> action)
    {
        // Not all silos at the same moment.
        var pause = period * _random.NextDouble();
        var retry = ShortestRetry;
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(pause, _clock.Provider, _stopped.Token).ConfigureAwait(false);
                await action().ConfigureAwait(false);
                pause = period;
                retry = ShortestRetry;
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception)
            {
                // The manager logs, at growing intervals, that the table cannot be used.
                pause = retry < period ? retry : period;
                retry = retry * 2 < LongestRetry ? retry * 2 : LongestRetry;
            }
        }
    }
}
