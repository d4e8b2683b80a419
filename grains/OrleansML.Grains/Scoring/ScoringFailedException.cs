namespace OrleansML.Grains.Scoring;

/// <summary>Thrown where a job cannot go on, whoever tries.</summary>
internal sealed class ScoringFailedException(string message) : Exception(message);
