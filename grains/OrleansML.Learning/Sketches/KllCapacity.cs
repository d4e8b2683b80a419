namespace OrleansML.Learning.Sketches;

/// <summary>How many values a level of a KLL sketch holds: k in the highest, two thirds of that in each lower one, and never below 8.</summary>
internal static class KllCapacity
{
    private const int Smallest = 8;

    public static int OfLevel(int k, int levels, int level)
    {
        double capacity = k;
        for (var depth = levels - level - 1; depth > 0 && capacity > Smallest; depth--)
            capacity = capacity * 2 / 3;
        return Math.Max(Smallest, (int)Math.Round(capacity, MidpointRounding.AwayFromZero));
    }

    public static int OfAll(int k, int levels)
    {
        var sum = 0;
        for (var level = 0; level < levels; level++)
            sum += OfLevel(k, levels, level);
        return sum;
    }
}
