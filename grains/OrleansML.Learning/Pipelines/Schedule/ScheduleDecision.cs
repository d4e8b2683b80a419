namespace OrleansML.Learning.Pipelines;

/// <summary>One decision, and why.</summary>
/// <param name="Kind">What is decided.</param>
/// <param name="Trigger">About what: name of a trigger, <c>hand</c> or <c>backfill</c>.</param>
/// <param name="Run">The run; null where none is meant, or several are.</param>
/// <param name="Why">The reason in a sentence, with the values that led to it.</param>
internal sealed record ScheduleDecision(DecisionKind Kind, string Trigger, LogicalRun? Run, string Why);
