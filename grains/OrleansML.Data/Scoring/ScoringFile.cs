namespace OrleansML.Data.Scoring;

/// <summary>A file of the input as it was when the job was planned.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Written">When it was last written.</param>
/// <param name="Rows">Its rows; of CSV and JSON lines those that were staged.</param>
/// <param name="FooterSha256">SHA-256 of the footer of a Parquet file, which holds the place and size of all its data, in lower-case hexadecimal; null for other files.</param>
public sealed record ScoringFile(string Path, long Bytes, DateTimeOffset Written, long Rows, string? FooterSha256);
