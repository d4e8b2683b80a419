using System.IO.Hashing;
using System.Text;
using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;
using OrleansML.Models;

namespace OrleansML.Grains.Placement;

/// <summary>
/// Chooses silos by the <c>pool</c> label of their metadata. Orleans' own metadata filters compare silos with the calling one and cannot
/// say "needs a GPU".
/// </summary>
internal sealed class PoolPlacementFilterDirector(ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    /// <summary>Label in the metadata of a silo.</summary>
    public const string PoolLabel = "pool";

    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var key = target.GrainIdentity.Key.ToString() ?? "";
        var pool = ModelKey.PoolOf(key).ToString();
        var all = silos.ToArray();
        var matching = all.Where(silo => PoolOf(silo) == pool).ToArray();
        if (matching.Length == 0)
            throw NoPool(pool, all);

        var slash = key.LastIndexOf('/');
        return int.TryParse(key.AsSpan(slash + 1), out var replica)
            ? [Rank(matching, key[..slash])[replica % matching.Length]]
            : matching;
    }

    // Rendezvous hashing (Thaler and Ravishankar, 1998): a silo that comes or goes moves only the replicas that concern it.
    private static SiloAddress[] Rank(SiloAddress[] silos, string group) =>
        [.. silos.OrderByDescending(silo => XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{group}@{silo.ToParsableString()}")))];

    private string PoolOf(SiloAddress silo) => metadata.GetSiloMetadata(silo).Metadata.GetValueOrDefault(PoolLabel, "");

    private OrleansMLException NoPool(string pool, SiloAddress[] silos)
    {
        var known = string.Join(", ", silos.Select(PoolOf).Where(name => name.Length > 0).Distinct().Order(StringComparer.Ordinal).Select(name => $"'{name}'"));
        return new OrleansMLException(
            ErrorCode.NoMatchingPool,
            $"No silo of pool '{pool}' is part of the cluster; its {silos.Length} silos have {(known.Length > 0 ? $"pools {known}" : "no pool label")}. "
            + "Start a silo with OrleansML:Silo:Pool set to that name, or push the model with another pool.");
    }
}
