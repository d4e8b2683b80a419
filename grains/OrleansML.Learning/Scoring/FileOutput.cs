namespace OrleansML.Learning.Scoring;

/// <summary>Scores in files of a folder, with a manifest that says which of them count.</summary>
/// <param name="Path">The folder, made where it is missing. One job may write to it.</param>
/// <param name="Format">How the files are written. Default <see cref="ScoringFormat.Parquet"/>.</param>
public sealed record FileOutput(string Path, ScoringFormat Format = ScoringFormat.Parquet) : ScoringOutput;
