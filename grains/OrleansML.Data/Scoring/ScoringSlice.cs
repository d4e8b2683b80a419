namespace OrleansML.Data.Scoring;

/// <summary>Rows of one file that are scored together and become one part of the output.</summary>
/// <param name="Index">Its place among the slices of the job, from 0, in the order of the input.</param>
/// <param name="FirstRow">The place of its first row in the whole input, from 0.</param>
/// <param name="Rows">How many rows it has, at least 1.</param>
/// <param name="File">The Parquet file that holds them: one of the input, or a staged one.</param>
/// <param name="FirstRowOfFile">The place of its first row in that file, from 0.</param>
public sealed record ScoringSlice(int Index, long FirstRow, int Rows, string File, long FirstRowOfFile);
