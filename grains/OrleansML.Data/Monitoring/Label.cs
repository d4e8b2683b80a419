using OrleansML.Learning.Features;

namespace OrleansML.Data.Monitoring;

/// <summary>A label on its way into the store.</summary>
/// <param name="Prediction">Id of the prediction.</param>
/// <param name="Row">Row of the request; null for the only one.</param>
/// <param name="Text">The label.</param>
/// <param name="ObservedAt">When it became true; null when that is not known.</param>
internal readonly record struct Label(Guid Prediction, int? Row, string Text, FeatureTime? ObservedAt);
