using OrleansML.Learning.Sketches;

namespace OrleansML.Learning.Monitoring;

/// <summary>Edges of bins as numpy's <c>histogram_bin_edges</c> chooses them, and counts as its <c>histogram</c> takes them.</summary>
internal static class HistogramEdges
{
    /// <summary>Sturges 1926: binary logarithm of the count, plus one.</summary>
    public static double[] Sturges(double minimum, double maximum, long count) =>
        ByWidth(minimum, maximum, (maximum - minimum) / (Math.Log2(count) + 1));

    /// <summary>Doane 1976: more bins than Sturges where the values are skewed.</summary>
    public static double[] Doane(WeightedSample values, double deviation)
    {
        var (minimum, maximum, count) = (values.Values[0], values.Values[^1], (double)values.Count);
        if (count <= 2 || deviation == 0)
            return ByWidth(minimum, maximum, 0);

        var mean = 0.0;
        for (var index = 0; index < values.Values.Length; index++)
            mean += values.Values[index] * values.WeightAt(index) / count;
        var skewness = 0.0;
        for (var index = 0; index < values.Values.Length; index++)
            skewness += Math.Pow((values.Values[index] - mean) / deviation, 3) * values.WeightAt(index) / count;
        var error = Math.Sqrt(6 * (count - 2) / ((count + 1) * (count + 3)));
        return ByWidth(minimum, maximum, (maximum - minimum) / (1 + Math.Log2(count) + Math.Log2(1 + (Math.Abs(skewness) / error))));
    }

    public static double[] Uniform(double minimum, double maximum, int bins)
    {
        if (minimum == maximum)
            (minimum, maximum) = (minimum - 0.5, maximum + 0.5);

        var edges = new double[bins + 1];
        var step = (maximum - minimum) / bins;
        for (var index = 0; index < bins; index++)
            edges[index] = minimum + (index * step);
        edges[bins] = maximum;
        return edges;
    }

    /// <summary>Values in each bin: from its lower edge up to, not including, its upper edge, which only the last includes.</summary>
    public static long[] Count(WeightedSample values, double[] edges)
    {
        var counts = new long[edges.Length - 1];
        var below = values.CountUpTo(edges[0], isInclusive: false);
        for (var bin = 0; bin < counts.Length; bin++)
        {
            var next = values.CountUpTo(edges[bin + 1], isInclusive: bin == counts.Length - 1);
            counts[bin] = next - below;
            below = next;
        }

        return counts;
    }

    private static double[] ByWidth(double minimum, double maximum, double width) =>
        Uniform(minimum, maximum, width > 0 ? (int)Math.Ceiling((maximum - minimum) / width) : 1);
}
