namespace OrleansML.Learning.Monitoring;

/// <summary>Counts of two samples, place by place.</summary>
internal readonly record struct AlignedCounts(long[] Reference, long[] Current, long ReferenceCount, long CurrentCount)
{
    // A share of nothing would make logarithms infinite.
    private const double SmallestShare = 0.0001;

    /// <summary>
    /// Category by category in ordinal order, those that neither side saw left out. A category that one side may have put among its others is put
    /// there on both, which can only make a distance smaller.
    /// </summary>
    public static AlignedCounts Of(CategoricalSample reference, CategoricalSample current)
    {
        var (left, right) = (new List<long>(), new List<long>());
        foreach (var category in reference.Counts.Keys.Union(current.Counts.Keys).Order(StringComparer.Ordinal))
        {
            var isInReference = reference.Counts.TryGetValue(category, out var before);
            var isInCurrent = current.Counts.TryGetValue(category, out var now);
            if (before + now == 0 || (!isInReference && reference.Other > 0) || (!isInCurrent && current.Other > 0))
                continue;
            left.Add(before);
            right.Add(now);
        }

        if (reference.Other + current.Other > 0)
        {
            left.Add(reference.Count - left.Sum());
            right.Add(current.Count - right.Sum());
        }

        return new AlignedCounts([.. left], [.. right], reference.Count, current.Count);
    }

    /// <summary>Value by value, ascending.</summary>
    public static AlignedCounts OfValues(NumericSample reference, NumericSample current)
    {
        double[] values = [.. reference.Values.Values.Union(current.Values.Values).Order()];
        return new AlignedCounts(CountsOf(reference, values), CountsOf(current, values), reference.Count, current.Count);
    }

    /// <summary>In bins as <see cref="HistogramEdges.Count"/> has them.</summary>
    public static AlignedCounts InBins(NumericSample reference, NumericSample current, double[] edges) =>
        new(HistogramEdges.Count(reference.Values, edges), HistogramEdges.Count(current.Values, edges), reference.Count, current.Count);

    /// <summary>With one more place for what is in no bin.</summary>
    public AlignedCounts WithRest()
    {
        var (before, now) = (ReferenceCount - Reference.Sum(), CurrentCount - Current.Sum());
        return before + now == 0 ? this : new AlignedCounts([.. Reference, before], [.. Current, now], ReferenceCount, CurrentCount);
    }

    public double[] ReferenceShares() => Shares(Reference, ReferenceCount);

    public double[] CurrentShares() => Shares(Current, CurrentCount);

    /// <summary>Nothing becomes one in ten thousand; the sum is then a little more than 1.</summary>
    public static double[] Fill(double[] shares) => Array.ConvertAll(shares, static share => share == 0 ? SmallestShare : share);

    private static double[] Shares(long[] counts, long sum) => Array.ConvertAll(counts, count => (double)count / sum);

    private static long[] CountsOf(NumericSample sample, double[] values)
    {
        var counts = new long[values.Length];
        for (var index = 0; index < values.Length; index++)
        {
            var place = Array.BinarySearch(sample.Values.Values, values[index]);
            counts[index] = place < 0 ? 0 : sample.Values.WeightAt(place);
        }

        return counts;
    }
}
