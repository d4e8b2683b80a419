namespace OrleansML.Grains.Features;

/// <summary>The strategy behind <see cref="FeaturePlacementAttribute"/>; it has no settings.</summary>
[GenerateSerializer, Alias("OrleansML.FeaturePlacement")]
internal sealed class FeaturePlacement : PlacementStrategy;
