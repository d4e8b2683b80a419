namespace OrleansML.Training.Runs;

/// <summary>What came of a run.</summary>
/// <param name="Epochs">Its epochs in order.</param>
/// <param name="Steps">Steps that were made by this call.</param>
/// <param name="Read">The rows that were learned from, once for each time.</param>
public sealed record LocalRunSummary(IReadOnlyList<EpochDecision> Epochs, long Steps, RowTally Read);
