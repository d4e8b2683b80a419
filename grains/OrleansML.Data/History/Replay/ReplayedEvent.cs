using OrleansML.Learning.Features;

namespace OrleansML.Data.History.Replay;

/// <summary>The times of a recorded event.</summary>
internal readonly record struct ReplayedEvent(
    FeatureTime Arrival, FeatureTime EventTime, FeatureTime CreatedTime, FeatureTime IngestTime, int Source, string? Id);
