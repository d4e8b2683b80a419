namespace OrleansML.Learning.Profile;

/// <summary>Inputs and predictions of the rows that have one value in a column, in the bins and categories of all rows.</summary>
public sealed record SegmentDistribution
{
    /// <summary>The value as names of segments have it; null where there is none.</summary>
    public required string? Value { get; init; }

    /// <summary>Rows that the model was trained on.</summary>
    public required long InputRows { get; init; }

    /// <summary>Rows that the model was judged on.</summary>
    public required long PredictionRows { get; init; }

    /// <summary>Columns of numbers, by name.</summary>
    public required IReadOnlyDictionary<string, SegmentNumbers> Numeric { get; init; }

    /// <summary>Columns of categories, by name.</summary>
    public required IReadOnlyDictionary<string, SegmentCategories> Categorical { get; init; }

    /// <summary>What the model said, by name as in <see cref="ReferenceProfile.Predictions"/>.</summary>
    public required IReadOnlyDictionary<string, SegmentNumbers> Predictions { get; init; }
}
