namespace OrleansML.Learning.Scoring;

/// <summary>Every entity of a feature view.</summary>
/// <param name="View">Name of the view.</param>
public sealed record ViewInput(string View) : ScoringInput;
