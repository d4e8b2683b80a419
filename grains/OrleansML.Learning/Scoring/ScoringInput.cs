namespace OrleansML.Learning.Scoring;

/// <summary>Where the rows to score come from: <see cref="FileInput"/>, <see cref="QueryInput"/> or <see cref="ViewInput"/>.</summary>
public abstract record ScoringInput;
