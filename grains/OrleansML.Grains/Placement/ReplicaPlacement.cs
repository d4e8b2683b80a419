using System.IO.Hashing;
using System.Text;

namespace OrleansML.Grains.Placement;

/// <summary>
/// Which silo a replica belongs to. The replicas of a version take turns: each takes the silo that draws the highest number for it among
/// those with the fewest replicas before it (after rendezvous hashing, Thaler and Ravishankar, 1998). So they spread, every silo comes to the
/// same answer without asking others, and a silo that comes or goes moves few of them.
/// </summary>
internal static class ReplicaPlacement
{
    /// <param name="version">What the replicas have in common: the key without its last part.</param>
    /// <param name="replica">Index of the replica.</param>
    /// <param name="silos">Silos to choose from, at least one, in any order.</param>
    public static SiloAddress Choose(string version, int replica, IReadOnlyList<SiloAddress> silos)
    {
        var names = silos.Select(silo => silo.ToParsableString()).ToArray();
        var held = new int[names.Length];
        var chosen = 0;
        for (var index = 0; index <= replica; index++)
        {
            chosen = Best(version, index, names, held);
            held[chosen]++;
        }

        return silos[chosen];
    }

    private static int Best(string version, int replica, string[] silos, int[] held)
    {
        var best = -1;
        var highest = 0UL;
        var fewest = held.Min();
        for (var silo = 0; silo < silos.Length; silo++)
        {
            if (held[silo] != fewest)
                continue;

            var drawn = XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{version}/{replica}@{silos[silo]}")));
            if (best < 0 || drawn > highest)
                (best, highest) = (silo, drawn);
        }

        return best;
    }
}
