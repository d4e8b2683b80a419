using System.Globalization;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Sketches;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Distributions then and now, with a bounded number of bars.</summary>
internal static class Distributions
{
    private const string Other = "(other)";
    private const string Missing = "(missing)";
    private const int BinsOfSketches = 20;

    // A double has no more.
    private const int MostDigits = 17;

    /// <summary>Of a column; null where it has no rows.</summary>
    public static MonitorDistribution? Of(ColumnWindow window, ColumnBaseline? baseline) =>
        window.Rows == 0 ? null : window.Shape.IsNumeric ? OfNumbers(window, baseline) : OfCategories(window, baseline);

    private static MonitorDistribution? OfNumbers(ColumnWindow window, ColumnBaseline? baseline)
    {
        // Bins, and the missing ones as the last bar.
        if (window.Shape.Edges.Count is > 0 and <= MonitorDistribution.MostBars - 2)
            return Of(window.Shape.Edges, window.Bins, BinsOf(window.Shape.Edges, baseline));

        var then = baseline?.Window is { Shape.IsNumeric: true } other ? other : null;
        double[] ends = [window.Moments.Minimum, window.Moments.Maximum, then?.Moments.Minimum ?? double.NaN, then?.Moments.Maximum ?? double.NaN];
        double[] known = [.. ends.Where(static end => double.IsFinite(end))];
        if (known.Length == 0)
            return null;

        var (lowest, highest) = (known.Min(), known.Max());
        double[] edges = lowest == highest
            ? [lowest]
            : [.. Enumerable.Range(1, BinsOfSketches - 1).Select(index => lowest + ((highest - lowest) * index / BinsOfSketches)).Distinct()];
        return Of(edges, Count(window, edges), then is null ? null : Count(then, edges));
    }

    private static IReadOnlyList<long>? BinsOf(IReadOnlyList<double> edges, ColumnBaseline? baseline) => baseline switch
    {
        { Numbers: { } numbers } when numbers.Histogram.Edges.SequenceEqual(edges) => [.. numbers.Histogram.Counts, numbers.Missing],
        { Window: { Shape.IsNumeric: true } window } when window.Shape.Edges.SequenceEqual(edges) => window.Bins,
        _ => null,
    };

    private static long[] Count(ColumnWindow window, double[] edges)
    {
        var counts = new List<long>();
        var before = 0L;
        foreach (var edge in edges)
        {
            var until = window.Values == 0 ? 0 : window.Sketch.CountUpTo(edge);
            counts.Add(until - before);
            before = until;
        }

        return [.. counts, window.Values - before, window.Missing];
    }

    private static MonitorDistribution Of(IReadOnlyList<double> edges, IReadOnlyList<long> now, IReadOnlyList<long>? then)
    {
        var texts = Texts(edges);
        var bars = new List<string> { $"\u2264 {texts[0]}" };
        for (var index = 1; index < texts.Length; index++)
            bars.Add($"{texts[index - 1]} \u2013 {texts[index]}");
        bars.Add($"> {texts[^1]}");
        var hasMissing = now[^1] > 0 || then?[^1] > 0;
        if (hasMissing)
            bars.Add(Missing);
        return new MonitorDistribution { Bars = [.. bars], Edges = [.. edges], Now = [.. now.Take(bars.Count)], Then = then is null ? null : [.. then.Take(bars.Count)] };
    }

    private static MonitorDistribution OfCategories(ColumnWindow window, ColumnBaseline? baseline)
    {
        var now = Counts(window.Categories);
        var then = baseline switch
        {
            { Categories: { } known } => known.Categories.ToDictionary(static category => category.Value, static category => category.Count, StringComparer.Ordinal),
            { Window: { Shape.IsNumeric: false } other } => Counts(other.Categories),
            _ => null,
        };
        var thenOther = baseline?.Categories?.Other ?? baseline?.Window?.Categories.Other ?? 0;
        var thenMissing = baseline?.Categories?.Missing ?? baseline?.Window?.Missing ?? 0;
        var (thenSum, nowSum) = (Math.Max(1, (then?.Values.Sum() ?? 0) + thenOther), Math.Max(1, window.Values));
        string[] named =
        [
            .. now.Keys.Union(then?.Keys ?? Enumerable.Empty<string>(), StringComparer.Ordinal)
                .OrderByDescending(name => Math.Max((double)now.GetValueOrDefault(name) / nowSum, (double)(then?.GetValueOrDefault(name) ?? 0) / thenSum))
                .ThenBy(static name => name, StringComparer.Ordinal)
                .Take(MonitorDistribution.MostBars - 2),
        ];
        var bars = named.Select(name => (name, then?.GetValueOrDefault(name) ?? 0, now.GetValueOrDefault(name))).ToList();
        var rest = (thenSum: Math.Max(0, (then?.Values.Sum() ?? 0) + thenOther - bars.Sum(static bar => bar.Item2)), now: window.Values - bars.Sum(static bar => bar.Item3));
        if (rest.thenSum > 0 || rest.now > 0)
            bars.Add((Other, rest.thenSum, rest.now));
        if (window.Missing > 0 || thenMissing > 0)
            bars.Add((Missing, thenMissing, window.Missing));
        return new MonitorDistribution
        {
            Bars = [.. bars.Select(static bar => bar.Item1)],
            Edges = [],
            Then = then is null ? null : [.. bars.Select(static bar => bar.Item2)],
            Now = [.. bars.Select(static bar => bar.Item3)],
        };
    }

    private static Dictionary<string, long> Counts(CategoryCounts categories) =>
        categories.Counts.Where(static category => category.Value > 0).ToDictionary(StringComparer.Ordinal);

    // As many digits as tell the edges apart, at least four.
    private static string[] Texts(IReadOnlyList<double> edges)
    {
        for (var digits = 4; ; digits++)
        {
            string[] texts = [.. edges.Select(edge => double.Parse(edge.ToString($"G{digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture))];
            if (digits == MostDigits || texts.Distinct().Count() == texts.Length)
                return texts;
        }
    }
}
