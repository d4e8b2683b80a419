using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Runtime.Utilities;

namespace Orleans.Runtime.Membership;

/// <summary>Probes one silo, on a timer of its own so that no slow silo delays the probes of others.</summary>
internal sealed class SiloMonitor : IDisposable
{
    /// <summary>The part of the requester's timeout that a witness gets, so that its report arrives in time to count.</summary>
    private const double WitnessShare = 0.7;
    private readonly IMonitorOwner _owner;
    private readonly IProber _prober;
    private readonly ILocalHealth _health;
    private readonly MembershipClock _clock;
    private readonly ClusterMembershipOptions _options;
    private readonly TimeSpan _refusedPause;
    private readonly ILogger _logger;
    private readonly ProbeTimeoutEstimate _estimate;
    private readonly Pulse _pulse;
    private readonly CancellationTokenSource _stopped = new();
    private readonly HashSet<SiloAddress> _silentWitnesses = [];
    private int _started;

    /// <summary>Initializes the monitor.</summary>
    /// <param name="silo">The silo to probe.</param>
    /// <param name="owner">Knows the other silos.</param>
    /// <param name="prober">Sends the probes.</param>
    /// <param name="health">Knows whether this silo works on time.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="options">The settings.</param>
    /// <param name="refusedPause">When to probe again after a refused connection, which takes no time to find out.</param>
    /// <param name="logger">The logger.</param>
    public SiloMonitor(
        SiloAddress silo,
        IMonitorOwner owner,
        IProber prober,
        ILocalHealth health,
        MembershipClock clock,
        ClusterMembershipOptions options,
        TimeSpan refusedPause,
        ILogger logger)
    {
        Silo = silo;
        _owner = owner;
        _prober = prober;
        _health = health;
        _clock = clock;
        _options = options;
        _refusedPause = refusedPause < options.ProbeTimeout ? refusedPause : options.ProbeTimeout;
        _logger = logger;
        _estimate = new ProbeTimeoutEstimate(options);
        _pulse = new Pulse(clock.Provider);
    }

    /// <summary>Gets the silo.</summary>
    public SiloAddress Silo { get; }

    /// <summary>Gets how many probes in a row had no answer.</summary>
    public int MissedProbes { get; private set; }

    /// <summary>Gets whether the endpoint of the silo refuses connections: its process has ended.</summary>
    public bool IsRefusing { get; private set; }

    /// <summary>Gets the timeout of the next probe, and the time between two probes.</summary>
    public TimeSpan Timeout => _estimate.Timeout;

    /// <summary>Starts to probe unless it has been started, after a part of the period so that not all silos are probed at the same time.</summary>
    public void Start()
    {
        if (Interlocked.Exchange(ref _started, 1) != 0)
        {
            return;
        }

        using (ExecutionContext.IsFlowSuppressed() ? default : ExecutionContext.SuppressFlow())
        {
            _ = Task.Run(RunAsync);
        }
    }

    /// <summary>Probes at once: something indicates that the silo has ended.</summary>
    public void ProbeNow() => _pulse.Set();

    /// <inheritdoc/>
    public void Dispose() => _stopped.Cancel();

    /// <summary>Probes once and draws the conclusions.</summary>
    /// <returns>How long to wait before the next probe.</returns>
    public async Task<TimeSpan> ProbeAsync()
    {
        var started = _clock.Now;
        var timeout = _estimate.Extend(_health.GetLongestDelay(_estimate.Timeout));
        var witness = _options.EnableIndirectProbes && MissedProbes >= _options.NumMissedProbesLimit - 1 ? _owner.ChooseWitness(Silo, _silentWitnesses) : null;
        var reporting = witness is null
            ? Task.FromResult<WitnessReport?>(null)
            : _prober.PingThroughAsync(witness, Silo, timeout * WitnessShare, timeout, _stopped.Token);
        if (await _prober.PingAsync(Silo, timeout, _stopped.Token).ConfigureAwait(false) is not { } failure)
        {
            reporting.Ignore();
            OnAlive();
            _estimate.Add(_clock.Since(started));
            return Rest(started);
        }

        IsRefusing = Prober.IsRefusal(failure);
        var report = await reporting.ConfigureAwait(false);
        if (report?.Answered == true)
        {
            MembershipLog.AnsweredWitness(_logger, Silo, witness!);
            OnAlive();
            return Rest(started);
        }

        if (!IsRefusing && IsNoEvidence(_clock.Since(started), timeout))
        {
            return Rest(started);
        }

        if (witness is not null && report is not { IsHealthy: true })
        {
            // The witness is in no state to tell. As long as there are others, one of them is asked at once.
            _silentWitnesses.Add(witness);
            witness = null;
            if (_owner.ChooseWitness(Silo, _silentWitnesses) is not null)
            {
                return TimeSpan.Zero;
            }
        }

        await OnMissedAsync(failure, witness).ConfigureAwait(false);
        return IsRefusing ? _refusedPause : Rest(started);
    }

    private bool IsNoEvidence(TimeSpan elapsed, TimeSpan timeout) =>
        (_options.EnableConnectionLivenessCheck && _prober.WasHeardOf(Silo, elapsed)) || _health.GetLongestDelay(elapsed) > timeout / 2;

    private void OnAlive()
    {
        MissedProbes = 0;
        IsRefusing = false;
        _silentWitnesses.Clear();
    }

    private async Task OnMissedAsync(Exception failure, SiloAddress? witness)
    {
        MissedProbes++;
        MembershipLog.ProbeMissed(_logger, failure, Silo, MissedProbes);
        if (MissedProbes == 1)
        {
            _owner.OnFirstMiss(Silo);
        }

        if (MissedProbes >= _options.NumMissedProbesLimit)
        {
            _silentWitnesses.Clear();
            await _owner.VoteAsync(this, witness).ConfigureAwait(false);
        }
    }

    private TimeSpan Rest(long started)
    {
        var rest = _estimate.Timeout - _clock.Since(started);
        return rest > TimeSpan.Zero ? rest : TimeSpan.Zero;
    }

    private async Task RunAsync()
    {
        var pause = _estimate.Timeout * new Random(Silo.GetConsistentHashCode()).NextDouble();
        while (!_stopped.IsCancellationRequested)
        {
            try
            {
                await _pulse.WaitAsync(pause, _stopped.Token).ConfigureAwait(false);
                pause = await ProbeAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (_stopped.IsCancellationRequested)
            {
                return;
            }
            catch (Exception exception)
            {
                MembershipLog.LoopFailed(_logger, exception);
                pause = _options.ProbeTimeout;
            }
        }
    }
}
