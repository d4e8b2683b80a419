namespace OrleansML.Learning.Features.Windows;

/// <summary>An event from slightly ahead of the clock, kept until the clock reaches it.</summary>
internal readonly record struct PendingEvent(FeatureTime EventTime, FeatureTime CreatedTime, FeatureValue[] Values);
