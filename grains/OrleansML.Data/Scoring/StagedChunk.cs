namespace OrleansML.Data.Scoring;

/// <summary>A line of the journal: rows that were staged, in a file of the next number if there are any.</summary>
/// <param name="Source">Place of the source.</param>
/// <param name="Rows">Rows, 0 or more.</param>
/// <param name="Mark">How far the source has been read by then.</param>
internal sealed record StagedChunk(int Source, int Rows, StagedMark Mark);
