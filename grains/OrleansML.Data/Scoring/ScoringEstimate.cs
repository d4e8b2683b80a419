namespace OrleansML.Data.Scoring;

/// <summary>How large a job is.</summary>
/// <param name="Rows">Rows of the input.</param>
/// <param name="IsExact">Whether these are counted; otherwise they are estimated from the first rows, or by the planner of a database.</param>
/// <param name="Slices">Slices, as many as <paramref name="Rows"/> make.</param>
/// <param name="Bytes">Length of the files; 0 for a query.</param>
/// <param name="First">The first slice, staged where it must be, to try the model on.</param>
/// <param name="Columns">The columns that the job uses.</param>
public sealed record ScoringEstimate(long Rows, bool IsExact, int Slices, long Bytes, ScoringSlice First, IReadOnlyList<ScoringField> Columns);
