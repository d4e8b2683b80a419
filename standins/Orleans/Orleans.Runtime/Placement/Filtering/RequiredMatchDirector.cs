using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;

namespace Orleans.Runtime.Placement.Filtering;

/// <summary>Carries out <see cref="RequiredMatchSiloMetadataPlacementFilterStrategy"/>.</summary>
internal sealed class RequiredMatchDirector(ILocalSiloDetails local, ISiloMetadataCache metadata) : IPlacementFilterDirector
{
    /// <inheritdoc/>
    public IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos)
    {
        var keys = ((RequiredMatchSiloMetadataPlacementFilterStrategy)filterStrategy).MetadataKeys;
        var own = metadata.GetSiloMetadata(local.SiloAddress).Metadata;
        return silos.Where(silo =>
        {
            var other = metadata.GetSiloMetadata(silo).Metadata;
            return keys.All(key => string.Equals(own.GetValueOrDefault(key), other.GetValueOrDefault(key), StringComparison.Ordinal));
        });
    }
}
