namespace OrleansML.Learning.Pipelines;

/// <summary>What is to be done for a run now.</summary>
/// <param name="Progress">The progress from now on; to be stored before anything is done.</param>
/// <param name="Start">Attempts to start.</param>
/// <param name="Stop">Attempts to stop; their results no longer matter.</param>
/// <param name="LookAgainAt">When a timeout or a retry is next; null: when a step reports.</param>
internal sealed record RunAdvance(RunProgress Progress, IReadOnlyList<StepAttempt> Start, IReadOnlyList<StepAttempt> Stop, DateTimeOffset? LookAgainAt);
