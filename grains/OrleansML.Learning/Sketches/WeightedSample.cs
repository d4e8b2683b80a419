namespace OrleansML.Learning.Sketches;

/// <summary>Different values, ascending, with how many of all are at most each: an empirical distribution function. Immutable.</summary>
internal sealed class WeightedSample
{
    private WeightedSample(double[] values, long[] cumulative)
    {
        Values = values;
        Cumulative = cumulative;
    }

    public double[] Values { get; }

    public long[] Cumulative { get; }

    public long Count => Cumulative.Length == 0 ? 0 : Cumulative[^1];

    public static WeightedSample Of(KllSketch sketch)
    {
        var values = new double[sketch.Retained];
        var weights = new long[values.Length];
        var filled = 0;
        for (var level = 0; level < sketch.Levels; level++)
        {
            // Merged from behind into the smaller levels that are there, so that nothing is overwritten that is still needed.
            var items = sketch.Level(level);
            var (there, here) = (filled - 1, items.Length - 1);
            filled += items.Length;
            for (var place = filled - 1; here >= 0; place--)
            {
                var isThere = there >= 0 && values[there] > items[here];
                values[place] = isThere ? values[there] : items[here];
                weights[place] = isThere ? weights[there] : 1L << level;
                there -= isThere ? 1 : 0;
                here -= isThere ? 0 : 1;
            }
        }

        return Distinct(values, weights);
    }

    /// <summary>Of values as they are; sorted in a copy. NaN is not allowed.</summary>
    public static WeightedSample Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        var weights = new long[sorted.Length];
        Array.Fill(weights, 1);
        return Distinct(sorted, weights);
    }

    public long CountUpTo(double value, bool isInclusive)
    {
        var place = KllSketch.CountIn(Values, value, isInclusive);
        return place == 0 ? 0 : Cumulative[place - 1];
    }

    /// <summary>How many values equal that at a place.</summary>
    public long WeightAt(int index) => index == 0 ? Cumulative[0] : Cumulative[index] - Cumulative[index - 1];

    public double Quantile(double share)
    {
        if (Count == 0)
            return double.NaN;

        var needed = Math.Max(1, (long)Math.Ceiling(share * Count));
        var place = Array.BinarySearch(Cumulative, needed);
        return Values[place >= 0 ? place : ~place];
    }

    private static WeightedSample Distinct(double[] sorted, long[] weights)
    {
        var count = 0;
        var sum = 0L;
        for (var index = 0; index < sorted.Length; index++)
        {
            sum += weights[index];
            if (count > 0 && sorted[count - 1] == sorted[index])
                count--;
            sorted[count] = sorted[index];
            weights[count++] = sum;
        }

        Array.Resize(ref sorted, count);
        Array.Resize(ref weights, count);
        return new WeightedSample(sorted, weights);
    }
}
