namespace OrleansML.Grains.Placement;

/// <summary>The strategy behind <see cref="SiloPlacementAttribute"/>; it has no settings.</summary>
[GenerateSerializer, Alias("OrleansML.SiloPlacement")]
internal sealed class SiloPlacement : PlacementStrategy;
