using System.Collections.Immutable;

namespace Orleans.Runtime;

/// <summary>All silos at one version of the membership.</summary>
[GenerateSerializer]
[Immutable]
public sealed class ClusterMembershipSnapshot(ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version)
{
    // What one silo has seen is for that silo only.
    [NonSerialized]
    private readonly int _minimumGeneration;
    [NonSerialized]
    private readonly IReadOnlySet<SiloAddress>? _deaths;

    /// <summary>Makes a snapshot that knows of silos without a row that they are dead: those listed, and those of an older generation.</summary>
    internal ClusterMembershipSnapshot(
        ImmutableDictionary<SiloAddress, ClusterMember> members, MembershipVersion version, int minimumGeneration, IReadOnlySet<SiloAddress> deaths)
        : this(members, version)
    {
        _minimumGeneration = minimumGeneration;
        _deaths = deaths;
    }

    /// <summary>The silos by address, dead ones included as long as the table has them.</summary>
    [Id(0)]
    public ImmutableDictionary<SiloAddress, ClusterMember> Members { get; } = members;

    /// <summary>The version.</summary>
    [Id(1)]
    public MembershipVersion Version { get; } = version;

    /// <summary>
    /// Returns the status of a silo. One without a row is dead if a newer silo on the same endpoint replaced it, if it was seen dead, or if it
    /// is so old that its row has been removed.
    /// </summary>
    public SiloStatus GetSiloStatus(SiloAddress silo)
    {
        if (Members.TryGetValue(silo, out var member)) return member.Status;
        if (_deaths?.Contains(silo) == true || (silo.Generation > 0 && silo.Generation < _minimumGeneration)) return SiloStatus.Dead;
        foreach (var known in Members.Keys)
        {
            if (known.IsSuccessorOf(silo)) return SiloStatus.Dead;
        }

        return SiloStatus.None;
    }

    /// <summary>Returns an update in which every silo counts as changed.</summary>
    public ClusterMembershipUpdate AsUpdate() => new(this, [.. Members.Values]);

    /// <summary>Returns what changed since an earlier snapshot; silos that it alone holds count as dead.</summary>
    public ClusterMembershipUpdate CreateUpdate(ClusterMembershipSnapshot previous)
    {
        ArgumentNullException.ThrowIfNull(previous);
        var changes = ImmutableArray.CreateBuilder<ClusterMember>();
        foreach (var member in Members.Values)
        {
            if (!previous.Members.TryGetValue(member.SiloAddress, out var before) || before.Status != member.Status) changes.Add(member);
        }

        foreach (var member in previous.Members.Values)
        {
            if (!Members.ContainsKey(member.SiloAddress)) changes.Add(new(member.SiloAddress, SiloStatus.Dead, member.Name));
        }

        return new(this, changes.ToImmutable());
    }

    /// <inheritdoc/>
    public override string ToString() => $"[{Version}: {string.Join(", ", Members.Values)}]";
}
