namespace OrleansML.Learning.Features;

/// <summary>What an event says of one field.</summary>
/// <param name="Slot">Place of the field in <see cref="FeatureView.Fields"/>.</param>
/// <param name="Value">Its value; missing when the source says that there is none.</param>
public readonly record struct FeatureFieldValue(int Slot, FeatureValue Value);
