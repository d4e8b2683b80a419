using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>The first Wasserstein distance: the area between two distribution functions.</summary>
internal static class WassersteinDistance
{
    public static double Exact(WeightedSample left, WeightedSample right)
    {
        var (first, second) = (0, 0);
        var (leftShare, rightShare, sum) = (0.0, 0.0, 0.0);
        var before = Math.Min(left.Values[0], right.Values[0]);
        while (first < left.Values.Length || second < right.Values.Length)
        {
            var leftValue = first < left.Values.Length ? left.Values[first] : double.PositiveInfinity;
            var rightValue = second < right.Values.Length ? right.Values[second] : double.PositiveInfinity;
            var value = Math.Min(leftValue, rightValue);
            sum += Math.Abs(leftShare - rightShare) * (value - before);
            if (leftValue == value)
                leftShare = (double)left.Cumulative[first++] / left.Count;
            if (rightValue == value)
                rightShare = (double)right.Cumulative[second++] / right.Count;
            before = value;
        }

        return sum;
    }

    /// <summary>
    /// As NannyML estimates it from 10,000 values on: the reference in 10,000 bins of equal width, what lies outside of them weighted with one value
    /// too many, which also moves the distribution function within. Kept so that its numbers can be compared; ours is <see cref="Exact"/>.
    /// </summary>
    public static double Binned(WeightedSample reference, WeightedSample current, int bins)
    {
        var edges = HistogramEdges.Uniform(reference.Values[0], reference.Values[^1], bins);
        var (minimum, maximum, width) = (edges[0], edges[^1], edges[1] - edges[0]);
        var smaller = current.CountUpTo(minimum, isInclusive: false);
        var bigger = current.Count - current.CountUpTo(maximum, isInclusive: true);
        var sum = 0.0;
        var below = 0.0;
        if (smaller > 0)
        {
            below = (smaller + 1.0) / current.Count;
            sum += below * Outside(current, minimum, smaller, isBelow: true);
        }

        if (bigger > 0)
            sum += (bigger + 1.0) / current.Count * Outside(current, maximum, bigger, isBelow: false);

        var (referenceCounts, currentCounts) = (HistogramEdges.Count(reference, edges), HistogramEdges.Count(current, edges));
        var (referenceSum, currentSum) = (0L, 0L);
        for (var bin = 0; bin < bins; bin++)
        {
            referenceSum += referenceCounts[bin];
            currentSum += currentCounts[bin];
            sum += Math.Abs(((double)referenceSum / reference.Count) - ((double)currentSum / current.Count) - below) * width;
        }

        return sum;
    }

    // The area under the distribution function of the values outside and the edge together, or above it on the other side.
    private static double Outside(WeightedSample values, double edge, long count, bool isBelow)
    {
        var sum = 0.0;
        for (var index = 0; index < values.Values.Length; index++)
        {
            var value = values.Values[index];
            var share = (double)values.WeightAt(index) / (count + 1);
            if (isBelow ? value < edge : value > edge)
                sum += share * Math.Abs(value - edge);
        }

        return sum;
    }
}
