using OrleansML.Learning.Features;

namespace OrleansML.Data.Sources;

/// <summary>What a poll found.</summary>
/// <param name="Events">The good rows, in the source's order.</param>
/// <param name="Poison">The rows that the view refuses. They do not come again.</param>
/// <param name="Watermark">What to hand to the next poll; null when nothing was ever found.</param>
/// <param name="MayHaveMore">Whether the limit cut the batch, so that the next poll should follow at once.</param>
public sealed record ChangeBatch(IReadOnlyList<FeatureEvent> Events, IReadOnlyList<PoisonRecord> Poison, string? Watermark, bool MayHaveMore);
