using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;

namespace Orleans.Runtime.Membership;

/// <summary>Answers questions about the status of silos from the current snapshot, without a call.</summary>
internal sealed class SiloStatusOracle : ISiloStatusOracle
{
    private readonly MembershipManager _membership;
    private readonly ILocalSiloDetails _silo;
    private readonly ILogger<SiloStatusOracle> _logger;
    private readonly HashSet<ISiloStatusListener> _listeners = [];

    /// <summary>Initializes the oracle.</summary>
    public SiloStatusOracle(MembershipManager membership, ILocalSiloDetails silo, ILogger<SiloStatusOracle> logger)
    {
        _membership = membership;
        _silo = silo;
        _logger = logger;
        membership.Changed += Notify;
    }

    /// <inheritdoc/>
    public SiloStatus CurrentStatus => _membership.CurrentStatus;

    /// <inheritdoc/>
    public string SiloName => _silo.Name;

    /// <inheritdoc/>
    public SiloAddress SiloAddress => _silo.SiloAddress;

    /// <inheritdoc/>
    public SiloStatus GetApproximateSiloStatus(SiloAddress siloAddress) => _membership.CurrentSnapshot.GetSiloStatus(siloAddress);

    /// <inheritdoc/>
    public Dictionary<SiloAddress, SiloStatus> GetApproximateSiloStatuses(bool onlyActive = false) => _membership.CurrentSnapshot.Members.Values
        .Where(member => !onlyActive || member.Status == SiloStatus.Active)
        .ToDictionary(member => member.SiloAddress, member => member.Status);

    /// <inheritdoc/>
    public bool TryGetSiloName(SiloAddress siloAddress, [NotNullWhen(true)] out string? siloName)
    {
        siloName = _membership.CurrentSnapshot.Members.GetValueOrDefault(siloAddress)?.Name;
        return siloName is not null;
    }

    /// <inheritdoc/>
    public bool IsFunctionalDirectory(SiloAddress siloAddress) =>
        siloAddress.Equals(SiloAddress) || !GetApproximateSiloStatus(siloAddress).IsTerminating();

    /// <inheritdoc/>
    public bool IsDeadSilo(SiloAddress silo) => !silo.Equals(SiloAddress) && GetApproximateSiloStatus(silo) == SiloStatus.Dead;

    /// <inheritdoc/>
    public bool SubscribeToSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_listeners)
        {
            return _listeners.Add(observer);
        }
    }

    /// <inheritdoc/>
    public bool UnSubscribeFromSiloStatusEvents(ISiloStatusListener observer)
    {
        lock (_listeners)
        {
            return _listeners.Remove(observer);
        }
    }

    private void Notify(ClusterMembershipSnapshot previous, ClusterMembershipSnapshot current)
    {
        ISiloStatusListener[] listeners;
        lock (_listeners)
        {
            listeners = [.. _listeners];
        }

        foreach (var change in current.CreateUpdate(previous).Changes)
        {
            foreach (var listener in listeners)
            {
                try
                {
                    listener.SiloStatusChangeNotification(change.SiloAddress, change.Status);
                }
                catch (Exception exception)
                {
                    MembershipLog.ListenerFailed(_logger, exception);
                }
            }
        }
    }
}
