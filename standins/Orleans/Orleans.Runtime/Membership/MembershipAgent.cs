using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime.Management;
using Orleans.Runtime.Messaging;

namespace Orleans.Runtime.Membership;

/// <summary>
/// What an active silo does for the membership: probes its successors on the ring, reads the table, writes its I-am-alive time, and
/// tells others about changes and about its load.
/// </summary>
internal sealed class MembershipAgent(
    MembershipManager membership,
    ILocalSiloDetails silo,
    SiloConnections connections,
    MembershipClock clock,
    IOptions<ClusterMembershipOptions> options,
    IOptions<DeploymentLoadPublisherOptions> loadOptions,
    IServiceProvider services,
    ILogger<MembershipAgent> logger) : IDisposable
{
    private readonly CancellationTokenSource _stopped = new();
    private readonly Dictionary<SiloAddress, int> _missed = [];
    private Task[] _loops = [];

    /// <summary>Starts the loops, and tells the others that this silo is active.</summary>
    public void Start()
    {
        Gossip();
        _loops =
        [
            RepeatAsync(options.Value.ProbeTimeout, ProbeAllAsync),
            RepeatAsync(options.Value.TableRefreshTimeout, membership.RefreshAsync),
            RepeatAsync(options.Value.IAmAliveTablePublishTimeout, membership.WriteIAmAliveAsync),
            RepeatAsync(loadOptions.Value.DeploymentLoadPublisherRefreshTime, PublishLoad),
        ];
        PublishLoad();
    }

    /// <summary>Stops the loops.</summary>
    public async Task StopAsync()
    {
        await _stopped.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_loops).ConfigureAwait(false);
    }

    /// <summary>Tells the other silos that the membership has changed.</summary>
    public void Gossip()
    {
        if (!options.Value.UseLivenessGossip)
        {
            return;
        }

        foreach (var other in Others())
        {
            Control(other).MembershipChanged().AsTask().Ignore();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _stopped.Dispose();

    private IEnumerable<SiloAddress> Others() => membership.CurrentSnapshot.Members.Values
        .Where(member => member.Status is SiloStatus.Active or SiloStatus.Joining or SiloStatus.ShuttingDown && !member.SiloAddress.Equals(silo.SiloAddress))
        .Select(member => member.SiloAddress);

    private ISiloControl Control(SiloAddress other) => SiloControl.Get(services.GetRequiredService<IGrainFactory>(), other);

    private async Task RepeatAsync(TimeSpan period, Func<Task> action)
    {
        if (period <= TimeSpan.Zero || period == TimeSpan.MaxValue)
        {
            return;
        }

        using var timer = new PeriodicTimer(period, clock.Provider);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopped.Token).ConfigureAwait(false))
            {
                try
                {
                    await action().ConfigureAwait(false);
                }
                catch (Exception exception)
                {
                    MembershipLog.TableFailed(logger, exception);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The silo stops.
        }
    }

    private Task PublishLoad()
    {
        var statistics = services.GetRequiredService<LocalStatistics>().Get();
        services.GetRequiredService<Placement.ClusterLoad>().Update(silo.SiloAddress, statistics);
        foreach (var other in membership.ActiveSilos.Where(other => !other.Equals(silo.SiloAddress)))
        {
            Control(other).UpdateLoad(silo.SiloAddress, statistics).AsTask().Ignore();
        }

        return Task.CompletedTask;
    }

    private async Task ProbeAllAsync()
    {
        var targets = GetProbeTargets();
        foreach (var gone in _missed.Keys.Except(targets).ToArray())
        {
            _missed.Remove(gone);
        }

        var results = await Task.WhenAll(targets.Select(ProbeAsync)).ConfigureAwait(false);
        for (var i = 0; i < targets.Length; i++)
        {
            var target = targets[i];
            if (results[i] is not { } failure)
            {
                _missed.Remove(target);
                continue;
            }

            var missed = _missed[target] = _missed.GetValueOrDefault(target) + 1;
            MembershipLog.ProbeMissed(logger, failure, target, missed);
            if (missed >= options.Value.NumMissedProbesLimit && await membership.SuspectAsync(target).ConfigureAwait(false))
            {
                Gossip();
            }
        }
    }

    private SiloAddress[] GetProbeTargets()
    {
        // Every silo probes those that follow it on a ring ordered by hash, so that each is probed by several others.
        var ring = Others().Append(silo.SiloAddress).OrderBy(member => member.GetConsistentHashCode()).ThenBy(member => member).ToArray();
        var self = Array.IndexOf(ring, silo.SiloAddress);
        return [.. Enumerable.Range(1, Math.Min(options.Value.NumProbedSilos, ring.Length - 1)).Select(i => ring[(self + i) % ring.Length])];
    }

    private async Task<Exception?> ProbeAsync(SiloAddress target)
    {
        var started = Environment.TickCount64;
        try
        {
            await Control(target).Ping().AsTask().WaitAsync(options.Value.ProbeTimeout, clock.Provider, _stopped.Token).ConfigureAwait(false);
            return null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
        catch (Exception exception)
        {
            // Anything received from the silo since the probe was sent is a sign of life too.
            return options.Value.EnableConnectionLivenessCheck && connections.GetLastReceived(target) >= started ? null : exception;
        }
    }
}
