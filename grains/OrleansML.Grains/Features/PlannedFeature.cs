namespace OrleansML.Grains.Features;

/// <summary>A selected feature.</summary>
/// <param name="Slot">Its place in the view's vector.</param>
/// <param name="Fields">The fields that it is, or is computed from without a window between, by their places.</param>
/// <param name="Masked">Whether this reader gets a mask in place of the value.</param>
internal sealed record PlannedFeature(int Slot, int[] Fields, bool Masked);
