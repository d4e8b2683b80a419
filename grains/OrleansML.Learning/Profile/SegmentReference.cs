namespace OrleansML.Learning.Profile;

/// <summary>Makes the profile of a segment of its counts and of the bins and categories of all rows.</summary>
internal static class SegmentReference
{
    public static ReferenceProfile Of(ReferenceProfile whole, SegmentDistribution segment) => new()
    {
        InputRows = segment.InputRows,
        PredictionRows = segment.PredictionRows,
        Numeric = Numbers(whole.Numeric, segment.Numeric),
        Categorical = segment.Categorical.Where(column => whole.Categorical.ContainsKey(column.Key))
            .ToDictionary(static column => column.Key, column => Of(whole.Categorical[column.Key], column.Value)),
        Predictions = Numbers(whole.Predictions, segment.Predictions),
        Segments = new Dictionary<string, SegmentProfile>(),
    };

    private static Dictionary<string, NumericProfile> Numbers(IReadOnlyDictionary<string, NumericProfile> whole, IReadOnlyDictionary<string, SegmentNumbers> segment) =>
        segment.Where(column => whole.ContainsKey(column.Key)).ToDictionary(static column => column.Key, column => Of(whole[column.Key], column.Value));

    private static NumericProfile Of(NumericProfile whole, SegmentNumbers said) => new()
    {
        Count = said.Counts.Sum(),
        Missing = said.Missing,
        Mean = said.Mean,
        Deviation = said.Deviation,
        Minimum = said.Minimum,
        Maximum = said.Maximum,
        Quantiles = [],
        Histogram = new NumericHistogram(whole.Histogram.Edges, said.Counts),
    };

    private static CategoricalProfile Of(CategoricalProfile whole, SegmentCategories said) => new()
    {
        Count = said.Counts.Sum() + said.Other,
        Missing = said.Missing,
        Categories = [.. whole.Categories.Zip(said.Counts, static (category, count) => category with { Count = count })],
        Other = said.Other,
    };
}
