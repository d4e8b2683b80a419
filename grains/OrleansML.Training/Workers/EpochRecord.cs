using OrleansML.Training.Runs;

namespace OrleansML.Training.Workers;

/// <summary>An epoch that ended.</summary>
/// <param name="Epoch">Its number, from 0.</param>
/// <param name="Rows">What was read.</param>
/// <param name="EachRowOnce">Whether that is every row once.</param>
/// <param name="Loss">Mean loss on the rows to learn from.</param>
/// <param name="ValidationLoss">Mean loss on the validation rows; null without such rows.</param>
public readonly record struct EpochRecord(int Epoch, RowTally Rows, bool EachRowOnce, double Loss, double? ValidationLoss);
