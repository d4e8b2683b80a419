using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>Carries out <see cref="PreferredMatchSiloMetadataPlacementFilterStrategy"/>.</summary>
internal sealed class PreferredMatchDirector(ILocalSiloDetails local, ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    /// <inheritdoc/>
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var strategy = (PreferredMatchSiloMetadataPlacementFilterStrategy)filterStrategy;
        var candidates = silos.ToList();
        if (candidates.Count <= strategy.MinCandidates)
        {
            return candidates;
        }

        var own = metadata.GetSiloMetadata(local.SiloAddress).Metadata;
        for (var dropped = 0; dropped < strategy.OrderedMetadataKeys.Length; dropped++)
        {
            var keys = strategy.OrderedMetadataKeys[dropped..];
            var matching = candidates.Where(silo =>
            {
                var other = metadata.GetSiloMetadata(silo).Metadata;
                return keys.All(key => string.Equals(own.GetValueOrDefault(key), other.GetValueOrDefault(key), StringComparison.Ordinal));
            }).ToList();
            if (matching.Count >= strategy.MinCandidates)
            {
                return matching;
            }
        }

        return candidates;
    }
}
