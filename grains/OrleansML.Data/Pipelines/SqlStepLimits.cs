using OrleansML.Data.History;

namespace OrleansML.Data.Pipelines;

/// <summary>What SQL steps on DuckDB may use.</summary>
/// <param name="Query">Threads and memory, and where to spill.</param>
/// <param name="Folders">Folders that statements may read and write; null: whatever the account of the silo may.</param>
internal sealed record SqlStepLimits(HistoryQueryOptions Query, IReadOnlyList<string>? Folders);
