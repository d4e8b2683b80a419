using Orleans.Placement;

namespace OrleansML.Grains.Placement;

/// <summary>The strategy behind <see cref="PoolPlacementAttribute"/>; it has no settings.</summary>
public sealed class PoolPlacementFilter : PlacementFilterStrategy
{
    /// <summary>Creates the strategy.</summary>
    public PoolPlacementFilter() : base(order: 0)
    {
    }
}
