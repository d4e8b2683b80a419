namespace OrleansML.Data.History.Writing;

/// <summary>What the writing thread does next.</summary>
/// <param name="Rows">Rows to append.</param>
/// <param name="Flushes">Who waits until all rows are in files.</param>
/// <param name="IsLast">Whether nothing comes after it.</param>
internal readonly record struct HistoryWork(List<HistoryRow> Rows, TaskCompletionSource[] Flushes, bool IsLast);
