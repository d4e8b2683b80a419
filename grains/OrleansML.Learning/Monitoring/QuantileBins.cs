using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Bins of our own: the inner deciles of the reference without repetitions, each the inclusive upper edge of its bin, as in
/// <see cref="Profile.NumericHistogram"/>.
/// </summary>
internal static class QuantileBins
{
    private const int Bins = 10;

    public static double[] Edges(WeightedSample reference)
    {
        var edges = new SortedSet<double>();
        for (var bin = 1; bin < Bins; bin++)
            edges.Add(QuantileOf(reference, (double)bin / Bins));
        return [.. edges];
    }

    public static long[] Count(WeightedSample values, IReadOnlyList<double> edges)
    {
        var counts = new long[edges.Count + 1];
        var below = 0L;
        for (var bin = 0; bin < edges.Count; bin++)
        {
            var next = values.CountUpTo(edges[bin], isInclusive: true);
            counts[bin] = next - below;
            below = next;
        }

        counts[^1] = values.Count - below;
        return counts;
    }

    // Linear between order statistics: type 7 of Hyndman and Fan (1996).
    private static double QuantileOf(WeightedSample values, double share)
    {
        var place = share * (values.Count - 1);
        var (below, above) = (ValueAt(values, (long)place), ValueAt(values, Math.Min((long)place + 1, values.Count - 1)));
        return below + ((place - (long)place) * (above - below));
    }

    private static double ValueAt(WeightedSample values, long place)
    {
        var index = Array.BinarySearch(values.Cumulative, place + 1);
        return values.Values[index >= 0 ? index : ~index];
    }
}
