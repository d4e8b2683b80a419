using Orleans.Placement;
using Orleans.Runtime.MembershipService.SiloMetadata;
using Orleans.Runtime.Placement;

namespace OrleansML.Conformance.Placement;

/// <summary>Places a grain on the silo whose name is the first part of its key, or where a placement hint says.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class NamedSiloPlacementAttribute() : PlacementAttribute(new NamedSiloPlacement());

[GenerateSerializer]
public sealed class NamedSiloPlacement : PlacementStrategy;

internal sealed class NamedSiloDirector(ISiloMetadataCache metadata) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var silos = context.GetCompatibleSilos(target);
        if (IPlacementDirector.GetPlacementHint(target.RequestContextData, silos) is { } hint)
        {
            return Task.FromResult(hint);
        }

        var name = target.GrainIdentity.Key.ToString()!.Split('/')[0];
        return Task.FromResult(silos.Single(silo => metadata.GetSiloMetadata(silo).Metadata["name"] == name));
    }
}
