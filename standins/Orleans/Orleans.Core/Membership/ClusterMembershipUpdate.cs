using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>A version of the membership and what changed in it.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ClusterMembershipUpdate(ClusterMembershipSnapshot snapshot, ImmutableArray<ClusterMember> changes)
{
    /// <summary>The silos that changed, with their new status.</summary>
    [Id(0)]
    public ImmutableArray<ClusterMember> Changes { get; } = changes;

    /// <summary>The membership after the change.</summary>
    [Id(1)]
    public ClusterMembershipSnapshot Snapshot { get; } = snapshot;

    /// <summary>Whether any silo changed.</summary>
    public bool HasChanges => !Changes.IsDefaultOrEmpty;
}
