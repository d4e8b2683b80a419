namespace OrleansML.Learning.Scoring;

/// <summary>Where scores go: <see cref="FileOutput"/>, <see cref="TableOutput"/> or <see cref="ViewOutput"/>.</summary>
public abstract record ScoringOutput;
