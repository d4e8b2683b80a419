using Orleans.Placement;

namespace OrleansML.Grains.Features;

/// <summary>Places an entity on the silo that <see cref="EntityHomes"/> names, so that a reader of many entities knows where to ask for which.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class FeaturePlacementAttribute() : PlacementAttribute(new FeaturePlacement());
