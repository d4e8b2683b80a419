namespace OrleansML.Data.Scoring;

/// <summary>How far a source of staged rows has been read.</summary>
/// <param name="Rows">Rows read.</param>
/// <param name="Position">Bytes of the (decompressed) file read.</param>
/// <param name="BytesRead">Bytes of the file read, compressed as they are.</param>
/// <param name="Key">The key of the last row of a query, as PostgreSQL writes it.</param>
/// <param name="IsEnd">Whether nothing more comes.</param>
internal sealed record StagedMark(long Rows, long Position, long BytesRead, string[]? Key, bool IsEnd)
{
    public static StagedMark Start { get; } = new(0, 0, 0, null, false);
}
