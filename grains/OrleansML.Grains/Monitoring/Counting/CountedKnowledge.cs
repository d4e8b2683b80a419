using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What has to be known to count requests.</summary>
/// <param name="Watch">What to count.</param>
/// <param name="Shapes">How the columns of versions are shaped.</param>
internal sealed record CountedKnowledge(MonitorWatch Watch, IReadOnlyDictionary<int, CountedShapes> Shapes);
