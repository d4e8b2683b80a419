namespace OrleansML.Learning.Sketches;

/// <summary>How many values a level of a KLL sketch holds: k in the highest, two thirds of that in each lower one, and never below 8.</summary>
internal static class KllCapacity
{
    private const int Smallest = 8;

    // By depth below the highest level; with 62 levels a sketch counts further than there are numbers.
    private static readonly double[] Shares = PowersOfTwoThirds(62);

    public static int OfLevel(int k, int levels, int level) =>
        Math.Max(Smallest, (int)Math.Round(k * Shares[levels - level - 1], MidpointRounding.AwayFromZero));

    public static int OfAll(int k, int levels)
    {
        var sum = 0;
        for (var level = 0; level < levels; level++)
            sum += OfLevel(k, levels, level);
        return sum;
    }

    private static double[] PowersOfTwoThirds(int count)
    {
        var powers = new double[count];
        powers[0] = 1;
        for (var depth = 1; depth < count; depth++)
            powers[depth] = powers[depth - 1] * 2 / 3;
        return powers;
    }
}
