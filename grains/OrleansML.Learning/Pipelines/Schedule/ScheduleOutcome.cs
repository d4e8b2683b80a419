namespace OrleansML.Learning.Pipelines;

/// <summary>What a look at the schedule came to.</summary>
/// <param name="Ledger">The ledger from now on; to be stored before anything is done.</param>
/// <param name="Decisions">What is to be done or told, in order.</param>
/// <param name="Questions">What must be known to decide more.</param>
/// <param name="LookAgainAt">When to look again at the latest; null: when something happens.</param>
internal sealed record ScheduleOutcome(
    PipelineLedger Ledger, IReadOnlyList<ScheduleDecision> Decisions, IReadOnlyList<RowQuestion> Questions, DateTimeOffset? LookAgainAt);
