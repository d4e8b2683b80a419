using OrleansML.Data.Scoring;

namespace OrleansML.Grains.Scoring;

/// <summary>What a dry run has found out.</summary>
/// <param name="Version">The version that was tried.</param>
/// <param name="Size">How large the job is.</param>
/// <param name="BatchRows">Rows that would be computed together.</param>
/// <param name="Sample">What a sample has shown.</param>
internal sealed record ScoringTrialReport(int Version, ScoringEstimate Size, int BatchRows, ScoringTrialResult Sample);
