using Orleans.Runtime.Placement;

namespace OrleansML.Grains.Placement;

/// <summary>Finds the silo that a key names among the active ones.</summary>
internal sealed class SiloPlacementDirector : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context)
    {
        var key = target.GrainIdentity.Key.ToString() ?? "";
        return Array.Find(context.GetCompatibleSilos(target), silo => silo.ToParsableString() == key) is { } found
            ? Task.FromResult(found)
            : throw new OrleansMLException(ErrorCode.SiloNotFound, $"Silo '{key}' is not an active part of the cluster.");
    }
}
