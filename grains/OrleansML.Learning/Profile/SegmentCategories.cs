namespace OrleansML.Learning.Profile;

/// <summary>A column of categories in some rows.</summary>
/// <param name="Counts">Rows of each category that is counted in all rows, in that order.</param>
/// <param name="Other">Values of all other categories together.</param>
/// <param name="Missing">Values that are missing.</param>
public sealed record SegmentCategories(IReadOnlyList<long> Counts, long Other, long Missing);
