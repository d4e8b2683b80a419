namespace OrleansML.Learning.Monitoring;

/// <summary>Evidently's definitions (<c>src/evidently/legacy/calculations/stattests</c>, 2025), as its results show them where its documents differ.</summary>
internal sealed class EvidentlyDefinitions : IDriftDefinitions
{
    private const int MostValuesCounted = 20;
    private const double SmallestDeviation = 0.001;

    public long SmallestCount => 1;

    public DriftMeasurement Measure(DriftMetric metric, NumericSample reference, NumericSample current, DriftLimits limits)
    {
        switch (metric)
        {
            case DriftMetric.KolmogorovSmirnov:
                var (value, scaled) = KolmogorovSmirnov.Statistic(reference.Values, current.Values);
                return new DriftMeasurement(value, KolmogorovSmirnov.PValue(scaled, reference.Count, current.Count, KolmogorovSmirnov.ScipysExactCount));
            case DriftMetric.Wasserstein:
                return new DriftMeasurement(WassersteinDistance.Exact(reference.Values, current.Values) / Math.Max(reference.Deviation, SmallestDeviation));
            case DriftMetric.Hellinger:
                var distinct = reference.Values.Values.Union(current.Values.Values).LongCount();
                return Distance(metric, AlignedCounts.InBins(reference, current, Edges(reference, current, distinct)));
            case DriftMetric.ChiSquare or DriftMetric.ProportionZ:
                return Distance(metric, AlignedCounts.OfValues(reference, current));
            default:
                return Distance(metric, reference.Distinct > MostValuesCounted
                    ? AlignedCounts.InBins(reference, current, Edges(reference, current, reference.Count + current.Count))
                    : AlignedCounts.OfValues(reference, current));
        }
    }

    public DriftMeasurement Measure(DriftMetric metric, CategoricalSample reference, CategoricalSample current, DriftLimits limits) =>
        Distance(metric, AlignedCounts.Of(reference, current));

    public DriftVerdict Judge(DriftMetric metric, in DriftMeasurement measurement, DriftLimits limits)
    {
        if (metric is DriftMetric.KolmogorovSmirnov or DriftMetric.ChiSquare or DriftMetric.ProportionZ)
        {
            var significance = limits.Significance ?? 0.05;
            var isSignificant = metric == DriftMetric.KolmogorovSmirnov ? measurement.PValue <= significance : measurement.PValue < significance;
            return new DriftVerdict(significance, IsByPValue: true, isSignificant);
        }

        var distance = limits.Distance ?? 0.1;
        return new DriftVerdict(distance, IsByPValue: false, measurement.Value >= distance);
    }

    private static DriftMeasurement Distance(DriftMetric metric, in AlignedCounts counts)
    {
        var (reference, current) = (counts.ReferenceShares(), counts.CurrentShares());
        return metric switch
        {
            DriftMetric.PopulationStabilityIndex => new DriftMeasurement(ShareDistances.StabilityIndex(Fill(reference), Fill(current))),
            DriftMetric.KullbackLeibler => new DriftMeasurement(ShareDistances.KullbackLeibler(Fill(reference), Fill(current))),
            DriftMetric.JensenShannon => new DriftMeasurement(ShareDistances.JensenShannon(reference, current)),
            DriftMetric.Hellinger => new DriftMeasurement(ShareDistances.Hellinger(reference, current)),
            DriftMetric.ChiSquare => DriftMeasurement.Of(ChiSquareTest.GoodnessOfFit(counts.Reference, counts.Current)),
            DriftMetric.ProportionZ when counts.Reference.Length > 2 =>
                DriftMeasurement.NotSaid($"The z test compares two categories; there are {counts.Reference.Length}."),

            // What is compared is the share of everything but the smallest key.
            DriftMetric.ProportionZ => DriftMeasurement.Of(ProportionTest.TwoSided(
                counts.ReferenceCount - counts.Reference[0], counts.ReferenceCount, counts.CurrentCount - counts.Current[0], counts.CurrentCount)),
            _ => DriftMeasurement.NotSaid($"Evidently has no {MonitorMetric.NameOf(metric)} of such values."),
        };
    }

    private static double[] Edges(NumericSample reference, NumericSample current, long count) => HistogramEdges.Sturges(
        Math.Min(reference.Values.Values[0], current.Values.Values[0]), Math.Max(reference.Values.Values[^1], current.Values.Values[^1]), count);

    private static double[] Fill(double[] shares)
    {
        const double Usual = 0.0001;
        var smallest = shares.Where(static share => share > 0).Min();
        var fill = smallest <= Usual ? smallest / 1_000_000 : Usual;
        return Array.ConvertAll(shares, share => share == 0 ? fill : share);
    }
}
