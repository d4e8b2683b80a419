using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>What was pushed at once.</summary>
/// <param name="Events">The good records, in order.</param>
/// <param name="Lines">The line of each of them, from 1.</param>
/// <param name="Refused">The others, each with its line.</param>
public sealed record PushedEvents(IReadOnlyList<FeatureEvent> Events, IReadOnlyList<int> Lines, IReadOnlyList<PoisonRecord> Refused);
