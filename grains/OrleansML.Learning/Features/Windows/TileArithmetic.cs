namespace OrleansML.Learning.Features.Windows;

/// <summary>Adds values to tiles and tiles to tiles.</summary>
internal static class TileArithmetic
{
    public static void AddNumber(TileLayout layout, Span<long> tile, double value)
    {
        var count = ++tile[TileLayout.Count];
        if (layout.Sum >= 0)
            AddSum(tile.Slice(layout.Sum, 2), value, 0);
        if (layout.Minimum >= 0)
            Set(tile, layout.Minimum, count == 1 ? value : Math.Min(Get(tile, layout.Minimum), value));
        if (layout.Maximum >= 0)
            Set(tile, layout.Maximum, count == 1 ? value : Math.Max(Get(tile, layout.Maximum), value));
        if (layout.Moments >= 0)
            AddMoments(tile.Slice(layout.Moments, 2), count - 1, value, 0, 1);
    }

    /// <summary>Adds a tile's count and the parts wanted to another tile's; sketches and last values are not words and lie with the series.</summary>
    public static void Merge(TileLayout layout, Span<long> into, ReadOnlySpan<long> from, TileParts wanted)
    {
        var before = into[TileLayout.Count];
        var added = from[TileLayout.Count];
        if (added == 0)
            return;

        into[TileLayout.Count] = before + added;
        if (wanted.HasFlag(TileParts.Sum))
            AddSum(into.Slice(layout.Sum, 2), Get(from, layout.Sum), Get(from, layout.Sum + 1));
        if (wanted.HasFlag(TileParts.Minimum))
            Set(into, layout.Minimum, before == 0 ? Get(from, layout.Minimum) : Math.Min(Get(into, layout.Minimum), Get(from, layout.Minimum)));
        if (wanted.HasFlag(TileParts.Maximum))
            Set(into, layout.Maximum, before == 0 ? Get(from, layout.Maximum) : Math.Max(Get(into, layout.Maximum), Get(from, layout.Maximum)));
        if (wanted.HasFlag(TileParts.Moments))
            AddMoments(into.Slice(layout.Moments, 2), before, Get(from, layout.Moments), Get(from, layout.Moments + 1), added);
    }

    public static double Get(ReadOnlySpan<long> tile, int word) => BitConverter.Int64BitsToDouble(tile[word]);

    private static void Set(Span<long> tile, int word, double value) => tile[word] = BitConverter.DoubleToInt64Bits(value);

    // A sum of two doubles that together hold some 106 bits: Knuth's two-sum on both halves (Dekker 1971, Knuth, TAOCP 2, 4.2.2).
    private static void AddSum(Span<long> sum, double high, double low)
    {
        var (s, e) = TwoSum(Get(sum, 0), high);
        var (t, f) = TwoSum(Get(sum, 1), low);
        (s, e) = QuickTwoSum(s, e + t);
        (s, e) = QuickTwoSum(s, e + f);
        Set(sum, 0, s);
        Set(sum, 1, e);
    }

    private static (double Sum, double Error) TwoSum(double a, double b)
    {
        var sum = a + b;
        var part = sum - a;
        return (sum, (a - (sum - part)) + (b - part));
    }

    private static (double Sum, double Error) QuickTwoSum(double a, double b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }

    // Chan, Golub and LeVeque 1979, "Updating formulae and a pairwise algorithm for computing sample variances".
    private static void AddMoments(Span<long> moments, long count, double mean, double squares, long added)
    {
        if (count == 0)
        {
            Set(moments, 0, mean);
            Set(moments, 1, squares);
            return;
        }

        var difference = mean - Get(moments, 0);
        double total = count + added;
        Set(moments, 0, Get(moments, 0) + (difference * (added / total)));
        Set(moments, 1, Get(moments, 1) + squares + (difference * difference * (count * (added / total))));
    }
}
