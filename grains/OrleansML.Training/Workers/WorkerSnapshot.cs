namespace OrleansML.Training.Workers;

/// <summary>The state of a run after a round: weights, optimizer, position and ledger. The same in every worker of the run, to the bit.</summary>
/// <param name="Position">Rounds that are done.</param>
/// <param name="Step">Steps that are done.</param>
/// <param name="IsLast">Whether the training has come to its end with it.</param>
/// <param name="Content">The state.</param>
/// <param name="Epochs">Every epoch that had ended.</param>
public sealed record WorkerSnapshot(long Position, long Step, bool IsLast, byte[] Content, IReadOnlyList<EpochRecord> Epochs);
