namespace OrleansML.Learning.Scoring;

/// <summary>How many workers score.</summary>
/// <param name="Least">Workers without which a job waits, 1 to 256. Default 1.</param>
/// <param name="Most">Most workers, from the least to 256. Default 4, or the least where that is more.</param>
public sealed record ScoringWorkers(int Least = 1, int Most = 4);
