namespace OrleansML.Data.Scoring;

/// <summary>The first line of the journal: what is staged. Rows of the files are those that were known when staging began.</summary>
/// <param name="Files">Files; none for a query.</param>
/// <param name="Query">The query; null for files.</param>
/// <param name="Columns">Columns and their types.</param>
/// <param name="LeaseRows">Most rows of a slice as the definition says it.</param>
internal sealed record StagedInput(IReadOnlyList<ScoringFile> Files, string? Query, IReadOnlyList<ScoringField> Columns, int? LeaseRows);
