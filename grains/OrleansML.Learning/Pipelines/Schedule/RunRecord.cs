namespace OrleansML.Learning.Pipelines;

/// <summary>What became of a logical run.</summary>
/// <param name="Run">The run.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="DecidedAt">When it was started or skipped.</param>
/// <param name="EndedAt">When it ended; null while it goes on, and when it never started.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="CancelAsked">Whether it has been asked to stop.</param>
internal sealed record RunRecord(LogicalRun Run, RunOutcome Outcome, DateTimeOffset DecidedAt, DateTimeOffset? EndedAt, string Reason, bool CancelAsked = false);
