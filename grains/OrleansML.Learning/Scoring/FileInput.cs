namespace OrleansML.Learning.Scoring;

/// <summary>Rows of files.</summary>
/// <param name="Path">One file or a glob such as <c>/data/customers/*.parquet</c>. CSV and JSON lines may be compressed with gzip (<c>.gz</c>).</param>
/// <param name="Format">How they are written; default by the extension of the path.</param>
public sealed record FileInput(string Path, ScoringFormat Format) : ScoringInput;
