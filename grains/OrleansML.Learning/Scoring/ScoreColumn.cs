namespace OrleansML.Learning.Scoring;

/// <summary>One column of the scores.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Output">The output of the model that it comes from.</param>
/// <param name="Element">Which element of a row of that output, from 0; null: the only one.</param>
public sealed record ScoreColumn(string Name, string Output, int? Element);
