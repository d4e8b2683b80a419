using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Membership;
using Orleans.Runtime.Observability;

namespace Orleans.Runtime.Directory;

/// <summary>
/// Follows the membership: which entries this silo keeps, and whether it has learned them all. The activations are the truth. A silo
/// that gets entries because another came or went asks every silo for its activations; each of them first catches up with the version
/// of the change, so that nothing it registers later can go to the former owner unseen. Until all have answered or are dead, questions
/// about those entries wait; questions about all others do not.
/// </summary>
internal sealed class DirectoryRanges
{
    private static readonly TimeSpan RecoveryLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan CatchUpLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);
    private readonly DirectoryPartition _partition;
    private readonly SiloAddress _local;
    private readonly MembershipManager _membership;
    private readonly IServiceProvider _services;
    private readonly ILogger<DirectoryRanges> _logger;
    private readonly DirectoryInstruments _instruments;
    private readonly object _lock = new();
    private volatile RangeRecovery[] _recoveries = [];
    private volatile DirectoryView _view = DirectoryView.None;
    private volatile TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Initializes the ranges.</summary>
    public DirectoryRanges(
        DirectoryPartition partition, ILocalSiloDetails silo, MembershipManager membership, IServiceProvider services, DirectoryInstruments instruments, ILogger<DirectoryRanges> logger)
    {
        _instruments = instruments;
        _partition = partition;
        _local = silo.SiloAddress;
        _membership = membership;
        _services = services;
        _logger = logger;
        instruments.ObservePartition(() => partition.Count);
        instruments.ObserveRing(() => _view.Ring.Silos.Length);
        membership.Changed += OnMembershipChanged;
    }

    /// <summary>Gets the present view.</summary>
    public DirectoryView View => _view;

    /// <summary>Gets whether this silo keeps the entry of a grain and knows it already.</summary>
    public bool IsKnownHere(GrainId grainId)
    {
        var view = _view;
        return _recoveries.Length == 0 && _local.Equals(view.GetOwner(grainId, _local));
    }

    /// <summary>Waits until this silo knows the entry of a grain; false where another silo keeps it.</summary>
    /// <param name="grainId">The grain.</param>
    /// <param name="version">The version of the membership that this silo must know at least.</param>
    public ValueTask<bool> WaitUntilKnownAsync(GrainId grainId, MembershipVersion version)
    {
        var view = _view;
        return view.Version >= version && _recoveries.Length == 0
            ? new(_local.Equals(view.GetOwner(grainId, _local)))
            : WaitAsync(grainId, version);
    }

    /// <summary>Reads the membership until its version is at least the given one, for a limited time.</summary>
    public async ValueTask CatchUpAsync(MembershipVersion version)
    {
        if (_view.Version >= version)
        {
            return;
        }

        using var limit = new CancellationTokenSource(CatchUpLimit);
        try
        {
            await _membership.Refresh(version, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Whoever asked learns from the version in the answer that this silo does not know more.
        }
    }

    /// <summary>Waits until the view is another one, or for a short time.</summary>
    public async Task WaitForChangeAsync(DirectoryView view)
    {
        var changed = _changed.Task;
        if (ReferenceEquals(view, _view))
        {
            await Task.WhenAny(changed, Task.Delay(RetryDelay)).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> WaitAsync(GrainId grainId, MembershipVersion version)
    {
        await CatchUpAsync(version).ConfigureAwait(false);
        while (_local.Equals(_view.GetOwner(grainId, _local)))
        {
            if (Array.Find(_recoveries, recovery => recovery.Covers(grainId)) is not { } pending)
            {
                return true;
            }

            await pending.Completed.ConfigureAwait(false);
        }

        return false;
    }

    private void OnMembershipChanged(ClusterMembershipSnapshot previous, ClusterMembershipSnapshot current)
    {
        var before = _view;
        var active = current.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress);
        var ring = new ConsistentRing(active);
        var isSame = before.Ring.Silos.SequenceEqual(ring.Silos);
        var after = new DirectoryView(current.Version, isSame ? before.Ring : ring);
        if (!isSame && ring.Silos.Contains(_local))
        {
            // Silos that are about to leave keep no entries any more but still have activations.
            var sources = current.Members.Values
                .Where(member => member.Status is SiloStatus.Active or SiloStatus.ShuttingDown or SiloStatus.Stopping)
                .Select(member => member.SiloAddress)
                .ToArray();
            StartRecovery(before.Ring, after, sources);
        }

        // Who sees the new view must see what is not known yet.
        _view = after;
        Interlocked.Exchange(ref _changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        var dead = current.CreateUpdate(previous).Changes
            .Where(member => member.Status == SiloStatus.Dead).Select(member => member.SiloAddress).ToHashSet();
        if (!isSame || dead.Count > 0)
        {
            _partition.RemoveWhere(address => dead.Contains(address.SiloAddress!) || !_local.Equals(after.GetOwner(address.GrainId, _local)));
        }
    }

    private void StartRecovery(ConsistentRing before, DirectoryView after, SiloAddress[] sources)
    {
        var recovery = new RangeRecovery(before, _local);
        lock (_lock)
        {
            _recoveries = [.. _recoveries, recovery];
        }

        recovery.Begin(Task.Run(async () =>
        {
            var started = Stopwatch.GetTimestamp();
            await Task.WhenAll(sources.Select(silo => RecoverFromAsync(silo, before, after))).ConfigureAwait(false);
            _instruments.OnRecovered(Stopwatch.GetElapsedTime(started));
            lock (_lock)
            {
                _recoveries = [.. _recoveries.Where(other => !ReferenceEquals(other, recovery))];
            }
        }));
    }

    private async Task RecoverFromAsync(SiloAddress silo, ConsistentRing before, DirectoryView after)
    {
        var directory = RemoteDirectory.Get(_services, silo, _local);
        var started = Environment.TickCount64;
        for (var attempt = 1; ; attempt++)
        {
            var view = _view;
            try
            {
                var addresses = await directory.GetActivations(_local, [.. before.Silos], [.. after.Ring.Silos], after.Version).ConfigureAwait(false);
                await EndDuplicatesAsync(directory, silo, Insert(addresses)).ConfigureAwait(false);
                return;
            }
            catch (Exception exception)
            {
                if (IsGone(silo) || _membership.CurrentStatus.IsTerminating())
                {
                    return;
                }

                if (attempt == 1)
                {
                    DirectoryLog.RecoveryFailed(_logger, exception, silo);
                }
            }

            if (Environment.TickCount64 - started > RecoveryLimit.TotalMilliseconds)
            {
                DirectoryLog.RecoveryGivenUp(_logger, silo, RecoveryLimit);
                return;
            }

            await WaitForChangeAsync(view).ConfigureAwait(false);
        }
    }

    private bool IsGone(SiloAddress silo) => _membership.CurrentSnapshot.GetSiloStatus(silo) is SiloStatus.Dead or SiloStatus.None;

    private List<GrainAddress> Insert(List<GrainAddress> addresses)
    {
        var conflicts = new List<GrainAddress>();
        foreach (var address in addresses)
        {
            var registered = _partition.Register(address, previous: null);
            if (!registered.Matches(address) && address.SiloAddress!.Equals(registered.SiloAddress))
            {
                // A silo has one activation of a grain, and knows best which.
                registered = _partition.Register(address, registered);
            }

            Interlocked.MemoryBarrier();
            if (!_local.Equals(_view.GetOwner(address.GrainId, _local)) || IsGone(address.SiloAddress!))
            {
                _partition.Unregister(address);
            }
            else if (!registered.Matches(address))
            {
                conflicts.Add(registered);
            }
        }

        return conflicts;
    }

    private async Task EndDuplicatesAsync(IRemoteDirectory directory, SiloAddress silo, List<GrainAddress> registered)
    {
        if (registered.Count == 0)
        {
            return;
        }

        DirectoryLog.Duplicates(_logger, registered.Count, silo);
        try
        {
            await directory.EndDuplicates(registered).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            DirectoryLog.DuplicatesNotTold(_logger, exception, silo);
        }
    }
}
