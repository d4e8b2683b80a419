namespace OrleansML.Data.History;

/// <summary>How served vectors compare with what a training set would have given for the same moments.</summary>
/// <param name="View">The view.</param>
/// <param name="Vectors">Vectors that were compared.</param>
/// <param name="OtherDefinition">Vectors that were not, because they were served by another definition of the view.</param>
/// <param name="Features">The features that were compared, in the view's order.</param>
/// <param name="NotComparable">Features that history cannot give, with the reason.</param>
public sealed record SkewReport(
    string View, long Vectors, long OtherDefinition, IReadOnlyList<FeatureSkew> Features, IReadOnlyDictionary<string, string> NotComparable)
{
    /// <summary>Names of the skewed features.</summary>
    public IEnumerable<string> Skewed => Features.Where(feature => feature.IsSkewed).Select(feature => feature.Feature);
}
