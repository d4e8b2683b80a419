namespace OrleansML.Grains.Scoring;

/// <summary>What a trial has shown.</summary>
/// <param name="Rows">Rows that were tried.</param>
/// <param name="DeadRows">Those that would be dead letters.</param>
/// <param name="DeadReason">Where the first of them is and why; empty where there is none.</param>
/// <param name="RowsPerSecond">Rows per second, reading included.</param>
internal sealed record ScoringTrialResult(int Rows, int DeadRows, string DeadReason, double RowsPerSecond);
