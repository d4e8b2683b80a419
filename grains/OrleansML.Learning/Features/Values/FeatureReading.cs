namespace OrleansML.Learning.Features;

/// <summary>What a reader gets of a feature.</summary>
/// <param name="Value">The value; missing with <see cref="FeatureStatus.Expired"/> and <see cref="FeatureStatus.Missing"/>.</param>
/// <param name="Status">How old it is.</param>
/// <param name="EventTime">When the last known value became true; null when none is known.</param>
/// <param name="IngestTime">When it arrived; null when none is known.</param>
/// <param name="Source">Ordinal of its source in the view; -1 when none is known.</param>
public readonly record struct FeatureReading(FeatureValue Value, FeatureStatus Status, FeatureTime? EventTime, FeatureTime? IngestTime, int Source);
