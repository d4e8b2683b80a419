namespace OrleansML.Learning.Profile;

/// <summary>Label and prediction of the rows that have one value in a column.</summary>
public sealed record SegmentValueProfile
{
    /// <summary>The value; null where there is none.</summary>
    public required string? Value { get; init; }

    /// <summary>Number of rows.</summary>
    public required long Rows { get; init; }

    /// <summary>Mean of the labels: one number, of two classes the share of the second; with several classes the share of each.</summary>
    public required IReadOnlyList<double> LabelMeans { get; init; }

    /// <summary>Mean of the predictions, place by place like <see cref="LabelMeans"/>.</summary>
    public required IReadOnlyList<double> PredictionMeans { get; init; }
}
