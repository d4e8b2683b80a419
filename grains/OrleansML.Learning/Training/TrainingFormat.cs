namespace OrleansML.Learning.Training;

/// <summary>What files of training rows are. CSV and JSON lines may be compressed with gzip.</summary>
public enum TrainingFormat
{
    /// <summary>Comma-separated values with a header line.</summary>
    Csv,

    /// <summary>One JSON object a line.</summary>
    JsonLines,

    /// <summary>Parquet, such as <c>feature training-set</c> writes.</summary>
    Parquet,
}
