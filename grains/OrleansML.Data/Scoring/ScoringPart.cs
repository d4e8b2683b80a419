namespace OrleansML.Data.Scoring;

/// <summary>What one attempt at a slice has written. It counts once a manifest holds it.</summary>
/// <param name="Slice">Place of the slice.</param>
/// <param name="Attempt">Which attempt wrote it.</param>
/// <param name="File">Name of the file of scores, without folder; null when every row is a dead letter.</param>
/// <param name="Rows">Rows scored.</param>
/// <param name="Bytes">Length of the file.</param>
/// <param name="Sha256">SHA-256 of the file in lower-case hexadecimal; null without file.</param>
/// <param name="DeadFile">Name of the file of dead letters, without folder; null when there is none.</param>
/// <param name="DeadRows">Dead letters.</param>
/// <param name="DeadSha256">SHA-256 of the file of dead letters; null when there is none.</param>
public sealed record ScoringPart(int Slice, int Attempt, string? File, long Rows, long Bytes, string? Sha256, string? DeadFile, long DeadRows, string? DeadSha256);
