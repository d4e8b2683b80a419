namespace OrleansML.Learning.Monitoring;

/// <summary>NannyML's definitions (<c>nannyml/drift/univariate/methods.py</c>, 2025), with the defaults that take effect there.</summary>
internal sealed class NannyMlDefinitions : IDriftDefinitions
{
    private const long MostExactCount = 9_999;
    private const int Bins = 10_000;

    public long SmallestCount => 1;

    public DriftMeasurement Measure(DriftMetric metric, NumericSample reference, NumericSample current, DriftLimits limits) => metric switch
    {
        DriftMetric.KolmogorovSmirnov when reference.Count <= MostExactCount =>
            new DriftMeasurement(KolmogorovSmirnov.Statistic(reference.Values, current.Values).Value),
        DriftMetric.KolmogorovSmirnov => new DriftMeasurement(BinnedDifference(reference, current)),
        DriftMetric.Wasserstein when reference.Count <= MostExactCount => new DriftMeasurement(WassersteinDistance.Exact(reference.Values, current.Values)),
        DriftMetric.Wasserstein => new DriftMeasurement(WassersteinDistance.Binned(reference.Values, current.Values, Bins)),
        DriftMetric.JensenShannon or DriftMetric.Hellinger => Distance(metric, IsCounted(metric, reference)
            ? AlignedCounts.OfValues(reference, current)
            : AlignedCounts.InBins(reference, current, HistogramEdges.Doane(reference.Values, reference.Deviation)).WithRest()),
        _ => DriftMeasurement.NotSaid($"NannyML has no {MonitorMetric.NameOf(metric)} of numbers."),
    };

    public DriftMeasurement Measure(DriftMetric metric, CategoricalSample reference, CategoricalSample current, DriftLimits limits)
    {
        var counts = AlignedCounts.Of(reference, current);
        return metric switch
        {
            DriftMetric.ChiSquare => DriftMeasurement.Of(ChiSquareTest.Homogeneity(counts.Reference, counts.Current, isCorrected: true)),
            DriftMetric.LInfinity => new DriftMeasurement(ShareDistances.LInfinity(counts.ReferenceShares(), counts.CurrentShares())),
            DriftMetric.JensenShannon or DriftMetric.Hellinger => Distance(metric, counts),
            _ => DriftMeasurement.NotSaid($"NannyML has no {MonitorMetric.NameOf(metric)} of categories."),
        };
    }

    public DriftVerdict Judge(DriftMetric metric, in DriftMeasurement measurement, DriftLimits limits)
    {
        if (metric == DriftMetric.ChiSquare)
        {
            var significance = limits.Significance ?? 0.05;
            return new DriftVerdict(significance, IsByPValue: true, measurement.PValue < significance);
        }

        // Without windows of the reference there is no threshold, and nothing to judge by.
        return limits.Distance is { } distance
            ? new DriftVerdict(distance, IsByPValue: false, measurement.Value > distance)
            : new DriftVerdict(double.NaN, IsByPValue: false, null);
    }

    // Numbers that repeat themselves count as categories for the Jensen-Shannon distance.
    private static bool IsCounted(DriftMetric metric, NumericSample reference) =>
        metric == DriftMetric.JensenShannon && reference.Distinct <= 50 && reference.Distinct <= 0.1 * reference.Count;

    // All categories that the reference lacks are one.
    private static DriftMeasurement Distance(DriftMetric metric, in AlignedCounts counts)
    {
        var (reference, current) = (new List<double>(), new List<double>());
        var rest = 0.0;
        for (var index = 0; index < counts.Reference.Length; index++)
        {
            if (counts.Reference[index] > 0)
            {
                reference.Add((double)counts.Reference[index] / counts.ReferenceCount);
                current.Add((double)counts.Current[index] / counts.CurrentCount);
            }
            else
            {
                rest += (double)counts.Current[index] / counts.CurrentCount;
            }
        }

        double[] left = [.. reference, 0];
        double[] right = [.. current, rest];
        return new DriftMeasurement(metric == DriftMetric.Hellinger
            ? ShareDistances.Hellinger(left, right)
            : ShareDistances.JensenShannon(left, right) / Math.Sqrt(Math.Log(2)));
    }

    private static double BinnedDifference(NumericSample reference, NumericSample current)
    {
        var edges = HistogramEdges.Uniform(reference.Values.Values[0], reference.Values.Values[^1], Bins);
        var counts = AlignedCounts.InBins(reference, current, edges);
        var (before, now) = (0L, current.Values.CountUpTo(edges[0], isInclusive: false));
        var largest = 0.0;
        for (var bin = 0; bin < Bins; bin++)
        {
            before += counts.Reference[bin];
            now += counts.Current[bin];
            largest = Math.Max(largest, Math.Abs(((double)before / reference.Count) - ((double)now / current.Count)));
        }

        return largest;
    }
}
