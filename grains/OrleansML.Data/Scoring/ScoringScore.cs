namespace OrleansML.Data.Scoring;

/// <summary>A column of scores to be written.</summary>
/// <param name="Name">Its name in the output.</param>
/// <param name="Kind">What its values are; every kind but <see cref="ScoringKind.Feature"/>.</param>
public sealed record ScoringScore(string Name, ScoringKind Kind);
