namespace OrleansML.Learning.Profile;

/// <summary>A column of numbers in some rows. Where it has none, everything but the counts is NaN.</summary>
/// <param name="Counts">Values in each bin of the column in all rows.</param>
/// <param name="Missing">Values that are missing.</param>
/// <param name="Mean">Mean.</param>
/// <param name="Deviation">Standard deviation, with the count as divisor.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Greatest value.</param>
public sealed record SegmentNumbers(IReadOnlyList<long> Counts, long Missing, double Mean, double Deviation, double Minimum, double Maximum)
{
    internal static SegmentNumbers None(int bins) => new(new long[bins], 0, double.NaN, double.NaN, double.NaN, double.NaN);
}
