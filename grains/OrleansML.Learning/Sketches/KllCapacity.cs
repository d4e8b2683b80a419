namespace OrleansML.Learning.Sketches;

/// <summary>How many values a level of a KLL sketch holds: k in the highest, two thirds of that in each lower one, and never below 8.</summary>
internal static class KllCapacity
{
    private const int Smallest = 8;

    // Two thirds to the power of the depth below the highest level; 62 levels count further than any number of values.
    private static readonly double[] Shares = [.. Enumerable.Range(0, 62).Select(static depth => Enumerable.Repeat(2.0, depth).Aggregate(1.0, static (share, two) => share * two / 3))];

    public static int OfLevel(int k, int levels, int level) =>
        Math.Max(Smallest, (int)Math.Round(k * Shares[levels - level - 1], MidpointRounding.AwayFromZero));

    public static int OfAll(int k, int levels)
    {
        var sum = 0;
        for (var level = 0; level < levels; level++)
            sum += OfLevel(k, levels, level);
        return sum;
    }
}
