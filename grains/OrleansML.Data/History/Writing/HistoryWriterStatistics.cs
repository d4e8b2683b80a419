namespace OrleansML.Data.History;

/// <summary>What became of the rows that a <see cref="HistoryWriter"/> was given.</summary>
/// <param name="Accepted">Rows that were taken into the buffer.</param>
/// <param name="Dropped">Rows that were not: the buffer was full, or the writer had stopped.</param>
/// <param name="Refused">Accepted rows that no file can hold: an entity, source or value that is none of the view, or a personal value without a key.</param>
/// <param name="Written">Accepted rows that are in a file.</param>
/// <param name="Lost">Accepted rows that were given up because files could not be written.</param>
/// <param name="Files">Files that were written.</param>
/// <param name="FailedWrites">Attempts to write a file that failed; the rows are kept and tried again.</param>
/// <param name="MergedFiles">Small files that were merged into others.</param>
public readonly record struct HistoryWriterStatistics(
    long Accepted, long Dropped, long Refused, long Written, long Lost, long Files, long FailedWrites, long MergedFiles)
{
    /// <summary>Accepted rows that are not in a file yet: what a crash at this moment would lose.</summary>
    public long Unwritten => Accepted - Refused - Written - Lost;
}
