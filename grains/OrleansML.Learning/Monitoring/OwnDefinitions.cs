namespace OrleansML.Learning.Monitoring;

/// <summary>
/// Our definitions: bins are deciles of the reference, distances have one scale whatever the unit, and drift is what is both large and significant,
/// so that the verdict does not turn with the number of rows.
/// </summary>
internal sealed class OwnDefinitions : IDriftDefinitions
{
    private const double SmallestEffect = 0.1;
    private const double Significance = 0.01;

    public long SmallestCount => 30;

    public DriftMeasurement Measure(DriftMetric metric, NumericSample reference, NumericSample current, DriftLimits limits)
    {
        if (reference.Distinct == 1 && metric is not (DriftMetric.KolmogorovSmirnov or DriftMetric.ProportionZ))
            return Constant(reference, current);

        var isTooCoarse = reference.RankError + current.RankError
            > KolmogorovSmirnov.CriticalValue(limits.Significance ?? Significance, reference.Count, current.Count) / 4;
        var rankError = reference.RankError + current.RankError;
        var measurement = metric switch
        {
            DriftMetric.KolmogorovSmirnov => OfOrder(isTooCoarse, reference, current) with { ErrorBound = rankError },
            DriftMetric.Wasserstein => OfOrder(isTooCoarse, reference, current) with
            {
                Value = WassersteinDistance.Exact(reference.Values, current.Values) / reference.Deviation,
                ErrorBound = rankError * RangeOf(reference, current) / reference.Deviation,
            },
            DriftMetric.ProportionZ => Distance(metric, AlignedCounts.OfValues(reference, current), 0),
            _ => Distance(
                metric,
                InDeciles(reference, current),
                Math.Sqrt((reference.ShareError * reference.ShareError) + (current.ShareError * current.ShareError))),
        };
        if (!isTooCoarse || measurement.CannotBeSaid)
            return measurement;

        const string Reason = "The error of the sketches is more than a quarter of the smallest significant difference: no p-value.";
        return metric is DriftMetric.ChiSquare or DriftMetric.ProportionZ
            ? DriftMeasurement.NotSaid(Reason)
            : measurement with { PValue = null, Reason = Reason };
    }

    public DriftMeasurement Measure(DriftMetric metric, CategoricalSample reference, CategoricalSample current, DriftLimits limits) =>
        metric is DriftMetric.KolmogorovSmirnov or DriftMetric.Wasserstein
            ? DriftMeasurement.NotSaid($"Categories have no order; {MonitorMetric.NameOf(metric)} needs one.")
            : Distance(metric, AlignedCounts.Of(reference, current), 0);

    public DriftVerdict Judge(DriftMetric metric, in DriftMeasurement measurement, DriftLimits limits)
    {
        var significance = limits.Significance ?? Significance;
        var isSignificant = measurement.PValue is null || measurement.PValue < significance;
        if (metric is DriftMetric.ChiSquare or DriftMetric.ProportionZ)
            return new DriftVerdict(significance, IsByPValue: true, isSignificant);

        var distance = limits.Distance ?? SmallestEffect;
        return new DriftVerdict(distance, IsByPValue: false, isSignificant && measurement.Value >= distance);
    }

    internal static DriftMeasurement Distance(DriftMetric metric, in AlignedCounts counts, double shareError)
    {
        var (reference, current) = (counts.ReferenceShares(), counts.CurrentShares());
        if (metric == DriftMetric.ProportionZ)
        {
            return counts.Reference.Length > 2
                ? DriftMeasurement.NotSaid($"The z test compares two categories; there are {counts.Reference.Length}.")
                : DriftMeasurement.Of(ProportionTest.TwoSided(counts.Reference[^1], counts.ReferenceCount, counts.Current[^1], counts.CurrentCount));
        }

        var test = ChiSquareTest.Homogeneity(counts.Reference, counts.Current);
        if (metric == DriftMetric.ChiSquare)
            return DriftMeasurement.Of(test);

        var value = metric switch
        {
            DriftMetric.PopulationStabilityIndex => ShareDistances.StabilityIndex(AlignedCounts.Fill(reference), AlignedCounts.Fill(current)),
            DriftMetric.KullbackLeibler => ShareDistances.KullbackLeibler(AlignedCounts.Fill(reference), AlignedCounts.Fill(current)),
            DriftMetric.JensenShannon => ShareDistances.JensenShannon(reference, current) / Math.Sqrt(Math.Log(2)),
            DriftMetric.Hellinger => ShareDistances.Hellinger(reference, current),
            _ => ShareDistances.LInfinity(reference, current),
        };
        return new DriftMeasurement(value, test.PValue, shareError == 0 ? 0 : ErrorBound(metric, value, reference, current, shareError));
    }

    private static DriftMeasurement OfOrder(bool isTooCoarse, NumericSample reference, NumericSample current)
    {
        var (difference, scaled) = KolmogorovSmirnov.Statistic(reference.Values, current.Values);
        return new DriftMeasurement(
            difference, isTooCoarse ? null : KolmogorovSmirnov.PValue(scaled, reference.Count, current.Count, KolmogorovSmirnov.OwnExactCount));
    }

    private static AlignedCounts InDeciles(NumericSample reference, NumericSample current)
    {
        var edges = QuantileBins.Edges(reference.Values);
        return new AlignedCounts(QuantileBins.Count(reference.Values, edges), QuantileBins.Count(current.Values, edges), reference.Count, current.Count);
    }

    private static double RangeOf(NumericSample reference, NumericSample current) =>
        Math.Max(reference.Values.Values[^1], current.Values.Values[^1]) - Math.Min(reference.Values.Values[0], current.Values.Values[0]);

    // All four are, near zero, multiples of the sum of squared differences over the mean share: a norm, so that an error adds at most its own norm.
    private static double ErrorBound(DriftMetric metric, double value, double[] reference, double[] current, double shareError)
    {
        if (metric == DriftMetric.LInfinity)
            return shareError;

        var sum = 0.0;
        for (var index = 0; index < reference.Length; index++)
            sum += 1 / Math.Max(Math.Min(reference[index], current[index]), shareError);
        var norm = shareError * Math.Sqrt(sum);
        return metric switch
        {
            DriftMetric.PopulationStabilityIndex => (2 * Math.Sqrt(value) * norm) + (norm * norm),
            DriftMetric.KullbackLeibler => (Math.Sqrt(2 * value) * norm) + (norm * norm / 2),
            DriftMetric.JensenShannon => norm / Math.Sqrt(8 * Math.Log(2)),
            _ => norm / Math.Sqrt(8),
        };
    }

    private static DriftMeasurement Constant(NumericSample reference, NumericSample current)
    {
        var value = reference.Values.Values[0];
        var place = Array.BinarySearch(current.Values.Values, value);
        var differing = current.Count - (place < 0 ? 0 : current.Values.WeightAt(place));
        return differing == 0
            ? new DriftMeasurement(0, PValue: 1)
            : DriftMeasurement.NotSaid(FormattableString.Invariant(
                $"The reference is constant: all of its {reference.Count} values are {value}. {differing} of {current.Count} current ones differ."));
    }
}
