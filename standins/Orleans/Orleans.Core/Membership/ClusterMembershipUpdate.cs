using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>A version of the membership and what changed in it.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ClusterMembershipUpdate(ClusterMembershipSnapshot snapshot, ImmutableArray<ClusterMember> changes)
{
    [Id(0)]
    public ImmutableArray<ClusterMember> Changes { get; } = changes;

    [Id(1)]
    public ClusterMembershipSnapshot Snapshot { get; } = snapshot;

    public bool HasChanges => !Changes.IsDefaultOrEmpty;
}
