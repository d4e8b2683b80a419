namespace OrleansML.Data.Scoring;

/// <summary>A row that cannot be scored.</summary>
/// <param name="Row">Its place in the slice, from 0.</param>
/// <param name="Reason">Why, with column and value.</param>
public readonly record struct ScoringBadRow(int Row, string Reason);
