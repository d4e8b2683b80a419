using System.Collections.Concurrent;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;
using OrleansML.Grains.Placement;

namespace OrleansML.Grains.Features;

/// <summary>
/// Which silo an entity belongs to: the one that draws the highest number for it (rendezvous hashing, Thaler and Ravishankar, 1998). Every silo
/// comes to the same answer without asking others, and a silo that comes or goes moves only its own share. An entity that lives elsewhere,
/// because silos came since, is found there by the grain directory all the same.
/// </summary>
internal sealed class EntityHomes(ISiloStatusOracle membership, LeavingSilos leaving)
{
    private readonly ConcurrentDictionary<SiloAddress, ulong> _hashes = new();

    /// <summary>The silos that stay, in any order.</summary>
    public SiloAddress[] Silos => Staying([.. membership.GetApproximateSiloStatuses(onlyActive: true).Keys]);

    /// <summary>The home of a key of <see cref="OrleansML.Features.IFeatureGrain"/>.</summary>
    /// <param name="key">View and entity.</param>
    /// <param name="silos">Silos to choose from, at least one.</param>
    public SiloAddress Find(string key, SiloAddress[] silos)
    {
        silos = Staying(silos);
        if (silos.Length == 1)
            return silos[0];

        var hash = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(key.AsSpan()));
        var best = silos[0];
        var highest = Draw(hash, best);
        foreach (var silo in silos.AsSpan(1))
        {
            var drawn = Draw(hash, silo);
            if (drawn > highest)
                (best, highest) = (silo, drawn);
        }

        return best;
    }

    private SiloAddress[] Staying(SiloAddress[] silos)
    {
        var staying = Array.FindAll(silos, silo => !leaving.Contains(silo));
        return staying.Length > 0 ? staying : silos;
    }

    private ulong Draw(ulong entity, SiloAddress silo)
    {
        // The finalizer of SplitMix64 (Steele, Lea, Flood, 2014): every bit of both hashes moves every bit of the result.
        var mixed = entity ^ _hashes.GetOrAdd(silo, static address => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(address.ToParsableString())));
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }
}
