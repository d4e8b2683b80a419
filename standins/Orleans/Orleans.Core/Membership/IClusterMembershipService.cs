namespace Orleans.Runtime;

/// <summary>The membership of the cluster, now and as it changes.</summary>
public interface IClusterMembershipService
{
    /// <summary>The membership as this silo knows it now.</summary>
    ClusterMembershipSnapshot CurrentSnapshot { get; }

    /// <summary>The membership now and each time that it changes, until the enumeration is cancelled.</summary>
    IAsyncEnumerable<ClusterMembershipSnapshot> MembershipUpdates { get; }

    /// <summary>Reads the membership again until it is at least of the given version.</summary>
    ValueTask Refresh(MembershipVersion minimumVersion = default, CancellationToken cancellationToken = default);

    /// <summary>Declares a silo dead, whether it is or not.</summary>
    Task<bool> TryKill(SiloAddress siloAddress);
}
