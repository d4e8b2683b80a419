using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What has to be known to count requests of a version.</summary>
/// <param name="Watch">What to count; null: that cannot be said now.</param>
/// <param name="Shapes">How the columns of the version are shaped; null: that cannot be said now.</param>
/// <param name="Reason">Why something cannot be said.</param>
internal sealed record CountedKnowledge(MonitorWatch? Watch, CountedShapes? Shapes, string? Reason = null);
