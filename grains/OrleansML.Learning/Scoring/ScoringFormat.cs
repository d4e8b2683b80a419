namespace OrleansML.Learning.Scoring;

/// <summary>How rows are written in files.</summary>
public enum ScoringFormat
{
    /// <summary>Parquet.</summary>
    Parquet,

    /// <summary>CSV with a header, comma and double quotes.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,
}
