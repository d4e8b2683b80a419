using Orleans.Configuration;

namespace Orleans.Runtime.Membership;

/// <summary>Chooses which silos a silo probes.</summary>
internal static class ProbeTargets
{
    /// <summary>
    /// Returns the successors of a silo, one on each of several rings: silos that fail together are then seldom each other's only watchers
    /// (Suresh et al., "Stable and Consistent Membership at Scale with Rapid", USENIX ATC 2018).
    /// </summary>
    /// <param name="self">This silo.</param>
    /// <param name="others">The other silos that can be probed.</param>
    /// <param name="options">The settings.</param>
    public static HashSet<SiloAddress> Choose(SiloAddress self, IReadOnlyCollection<SiloAddress> others, ClusterMembershipOptions options)
    {
        if (others.Count <= options.NumProbedSilos)
        {
            return [.. others];
        }

        var chosen = new HashSet<SiloAddress>();
        for (var ring = 0; ring < options.NumProbedSilos; ring++)
        {
            var hash = Hash(self, ring);
            if (others.Where(silo => !chosen.Contains(silo)).MinBy(silo => (unchecked(Hash(silo, ring) - hash), silo)) is { } next)
            {
                chosen.Add(next);
            }
        }

        return chosen;
    }

    // The finalizer of MurmurHash3 makes a different order of every seed.
    private static uint Hash(SiloAddress silo, int ring)
    {
        unchecked
        {
            var hash = (uint)silo.GetConsistentHashCode() + ((uint)ring * 0x9E3779B9);
            hash = (hash ^ (hash >> 16)) * 0x85EBCA6B;
            hash = (hash ^ (hash >> 13)) * 0xC2B2AE35;
            return hash ^ (hash >> 16);
        }
    }
}
