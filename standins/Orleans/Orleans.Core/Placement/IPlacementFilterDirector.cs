using Orleans.Runtime.Placement;

namespace Orleans.Placement;

/// <summary>Carries out a placement filter.</summary>
public interface IPlacementFilterDirector
{
    IEnumerable<SiloAddress> Filter(PlacementFilterStrategy filterStrategy, PlacementTarget target, IEnumerable<SiloAddress> silos);
}
