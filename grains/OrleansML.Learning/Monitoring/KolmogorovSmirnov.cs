using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>The two-sample test of Kolmogorov and Smirnov.</summary>
internal static class KolmogorovSmirnov
{
    /// <summary>Up to so many values on each side scipy's p-value is exact.</summary>
    public const long ScipysExactCount = 10_000;

    /// <summary>Up to so many values on each side ours is: beyond, the series is off by less than 1 % and takes no time.</summary>
    public const long OwnExactCount = 1000;

    /// <summary>The largest difference, as it is and times both counts.</summary>
    public static (double Value, Int128 Scaled) Statistic(WeightedSample left, WeightedSample right)
    {
        var largest = (Int128)0;
        var (first, second) = (0, 0);
        var (leftCount, rightCount) = (0L, 0L);
        while (first < left.Values.Length && second < right.Values.Length)
        {
            var (leftValue, rightValue) = (left.Values[first], right.Values[second]);
            if (leftValue <= rightValue)
                leftCount = left.Cumulative[first++];
            if (rightValue <= leftValue)
                rightCount = right.Cumulative[second++];
            var difference = ((Int128)leftCount * right.Count) - ((Int128)rightCount * left.Count);
            largest = Int128.Max(largest, Int128.Abs(difference));
        }

        return ((double)largest / left.Count / right.Count, largest);
    }

    /// <summary>The chance that samples of one distribution differ by so much or more; exact for values without ties.</summary>
    /// <param name="scaled">The difference times both counts.</param>
    /// <param name="left">Count of one side.</param>
    /// <param name="right">Count of the other.</param>
    /// <param name="mostExactCount">Largest count for which the chance is exact, in time of both counts' product; beyond, it comes from the limit.</param>
    public static double PValue(Int128 scaled, long left, long right, long mostExactCount) => Math.Max(left, right) <= mostExactCount
        ? Exact((long)scaled, (int)left, (int)right)
        : Limit((double)scaled / left / right, left, right);

    /// <summary>The difference that the given chance belongs to, from the limiting distribution.</summary>
    public static double CriticalValue(double significance, long left, long right) =>
        Math.Sqrt(-Math.Log(significance / 2) / 2 * (1.0 / left + (1.0 / right)));

    // All orders of m + n values are equally likely. The chance that a random path through the grid of both counts, ending at (i, j), was ever that
    // far from its diagonal is the mean of that of its two predecessors, weighted by how many paths come through each (Hodges 1958).
    private static double Exact(long scaled, int left, int right)
    {
        if (scaled == 0)
            return 1;

        // Outside the band around the diagonal the chance is 1.
        var exceeding = new double[right + 1];
        Array.Fill(exceeding, 1);
        for (long i = 0; i <= left; i++)
        {
            var diagonal = i * right;
            var first = diagonal < scaled ? 0 : ((diagonal - scaled) / left) + 1;
            var last = Math.Min(right, (diagonal + scaled - 1) / left);
            if (first > 0)
                exceeding[first - 1] = 1;
            for (var j = first; j <= last; j++)
            {
                exceeding[j] = i + j == 0 ? 0
                    : i == 0 ? exceeding[j - 1]
                    : j == 0 ? exceeding[j]
                    : ((exceeding[j] * i) + (exceeding[j - 1] * j)) / (i + j);
            }
        }

        return Math.Min(1, exceeding[right]);
    }

    // Kolmogorov's series with Stephens' correction for finite counts (1970).
    private static double Limit(double value, long left, long right)
    {
        var root = Math.Sqrt((double)left * right / (left + right));
        return Kolmogorov((root + 0.12 + (0.11 / root)) * value);
    }

    /// <summary>The chance that the limit of the scaled difference is larger.</summary>
    internal static double Kolmogorov(double x)
    {
        if (x <= 0)
            return 1;

        // The first series converges fast for small x, the second for large.
        var sum = 0.0;
        if (x < 1)
        {
            for (var k = 1; k <= 19; k += 2)
                sum += Math.Exp(-k * k * Math.PI * Math.PI / (8 * x * x));
            return Math.Clamp(1 - (Math.Sqrt(2 * Math.PI) / x * sum), 0, 1);
        }

        for (var k = 1; k <= 10; k++)
            sum += (k % 2 == 1 ? 1 : -1) * Math.Exp(-2 * k * k * x * x);
        return Math.Clamp(2 * sum, 0, 1);
    }
}
