namespace OrleansML.Learning.Profile;

/// <summary>Label and prediction by the values of one column.</summary>
/// <param name="Values">The <see cref="MostValues"/> most frequent values, most frequent first, of equally frequent ones in ordinal order.</param>
/// <param name="OtherRows">Rows of all other values together.</param>
public sealed record SegmentProfile(IReadOnlyList<SegmentValueProfile> Values, long OtherRows)
{
    /// <summary>Most values that are described one by one.</summary>
    public const int MostValues = 20;

    /// <summary>
    /// Inputs and predictions by the <see cref="MostValues"/> values that are most frequent in the rows that the model was trained on, and by the missing one
    /// where there are such rows; null: they were not described, see <see cref="ReferenceProfile.SegmentsLeftOut"/>.
    /// </summary>
    public IReadOnlyList<SegmentDistribution>? Distributions { get; init; }
}
