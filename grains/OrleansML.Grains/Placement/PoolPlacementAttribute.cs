using Orleans.Placement;

namespace OrleansML.Grains.Placement;

/// <summary>
/// Keeps grains on silos of the pool that their key names first. A grain whose key is a <see cref="OrleansML.Models.ModelKey"/> goes to one
/// certain silo of its pool, another replica to another, so that replicas spread.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class PoolPlacementAttribute() : PlacementFilterAttribute(new PoolPlacementFilter());
