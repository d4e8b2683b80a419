using Orleans.Runtime.Placement;

namespace OrleansML.Grains.Features;

/// <summary>Finds the home of an entity among the silos that can hold it.</summary>
internal sealed class FeaturePlacementDirector(EntityHomes homes) : IPlacementDirector
{
    public Task<SiloAddress> OnAddActivation(PlacementStrategy strategy, PlacementTarget target, IPlacementContext context) =>
        Task.FromResult(homes.Find(target.GrainIdentity.Key.ToString() ?? "", context.GetCompatibleSilos(target)));
}
