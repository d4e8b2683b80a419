namespace OrleansML.Data.Training;

/// <summary>One part of the gathered rows: a Parquet file.</summary>
/// <param name="File">Its name in the table's folder.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="ClassRows">Rows of each class; empty with regression.</param>
/// <param name="Sha256">SHA-256 of the file in lower-case hexadecimal.</param>
public sealed record TrainingPart(string File, long Rows, IReadOnlyList<long> ClassRows, string Sha256);
