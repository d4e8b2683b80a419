using MathNet.Numerics;

namespace OrleansML.Learning.Monitoring;

/// <summary>Pearson's chi-square tests on counts.</summary>
internal static class ChiSquareTest
{
    /// <summary>Whether current counts come from the shares of the reference, which are taken for exact. A category that the reference lacks rules it out.</summary>
    public static (double Statistic, double PValue) GoodnessOfFit(ReadOnlySpan<long> reference, ReadOnlySpan<long> current)
    {
        var ratio = (double)Sum(current) / Sum(reference);
        var statistic = 0.0;
        for (var index = 0; index < reference.Length; index++)
        {
            var expected = reference[index] * ratio;
            if (expected > 0)
                statistic += (current[index] - expected) * (current[index] - expected) / expected;
            else if (current[index] > 0)
                return (double.PositiveInfinity, 0);
        }

        return (statistic, UpperTail(statistic, reference.Length - 1));
    }

    /// <summary>Whether both counts come from the same shares, neither taken for exact.</summary>
    /// <param name="reference">Counts.</param>
    /// <param name="current">Counts, place by place.</param>
    /// <param name="isCorrected">Whether Yates' correction is made with two categories.</param>
    public static (double Statistic, double PValue) Homogeneity(ReadOnlySpan<long> reference, ReadOnlySpan<long> current, bool isCorrected = false)
    {
        var (referenceSum, currentSum) = ((double)Sum(reference), (double)Sum(current));
        var categories = 0;
        for (var index = 0; index < reference.Length; index++)
            categories += reference[index] + current[index] > 0 ? 1 : 0;

        var correction = isCorrected && categories == 2 ? 0.5 : 0;
        var statistic = 0.0;
        for (var index = 0; index < reference.Length; index++)
        {
            double both = reference[index] + current[index];
            if (both == 0)
                continue;

            var expected = both * referenceSum / (referenceSum + currentSum);
            var difference = Math.Abs(reference[index] - expected);
            difference -= Math.Min(correction, difference);
            statistic += difference * difference * ((1 / expected) + (1 / (both - expected)));
        }

        return (statistic, UpperTail(statistic, categories - 1));
    }

    /// <summary>The chance that a chi-square variable is larger.</summary>
    public static double UpperTail(double statistic, int degrees) =>
        degrees <= 0 || statistic <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(degrees / 2.0, statistic / 2);

    private static long Sum(ReadOnlySpan<long> counts)
    {
        var sum = 0L;
        foreach (var count in counts)
            sum += count;
        return sum;
    }
}
