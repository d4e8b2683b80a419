using OrleansML.Learning.Monitoring;

namespace OrleansML.Learning.Profile;

/// <summary>
/// What a model was trained on and what it said then, for later comparison with what it is given and says in service. Goes into the model package as
/// <c>profile.json</c>.
/// </summary>
public sealed record ReferenceProfile
{
    /// <summary>Rows that the inputs are described by: those that the model was trained on.</summary>
    public required long InputRows { get; init; }

    /// <summary>Rows that predictions and segments are described by: those that the model was judged on.</summary>
    public required long PredictionRows { get; init; }

    /// <summary>Columns of numbers as they were before preprocessing, by name.</summary>
    public required IReadOnlyDictionary<string, NumericProfile> Numeric { get; init; }

    /// <summary>Columns of categories as they were before preprocessing, by name.</summary>
    public required IReadOnlyDictionary<string, CategoricalProfile> Categorical { get; init; }

    /// <summary>What the model said: <c>prediction</c>, or with several classes the probability of each, by its name.</summary>
    public required IReadOnlyDictionary<string, NumericProfile> Predictions { get; init; }

    /// <summary>Label and prediction by the values of the segment columns.</summary>
    public required IReadOnlyDictionary<string, SegmentProfile> Segments { get; init; }

    /// <summary>Segment columns whose values have no distributions of their own, because there are too many of them and of columns; null: none.</summary>
    public IReadOnlyList<string>? SegmentsLeftOut { get; init; }

    /// <summary>What tells without labels how good it is; null where the model has not two classes, or was judged on fewer than 30 rows.</summary>
    public EstimatorProfile? Estimator { get; init; }

    /// <summary>
    /// The profile of the rows of one segment, in the bins and categories of this one and without quantiles; null: it has none, as crossed and rare values and
    /// profiles from before there were any do.
    /// </summary>
    /// <param name="segmentName">Its name, such as <c>Contract=One year</c>.</param>
    public ReferenceProfile? FindSegment(string segmentName)
    {
        ArgumentNullException.ThrowIfNull(segmentName);
        foreach (var (column, segment) in Segments)
        {
            if (segment.Distributions?.FirstOrDefault(said => MonitorSegments.NameOf([column], [said.Value ?? MonitorSegments.Missing]) == segmentName) is { } found)
                return SegmentReference.Of(this, found);
        }

        return null;
    }
}
