using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Sketches;
using Xunit;

namespace OrleansML.LearningTests.Monitoring;

public sealed class DistributionTests
{
    // scipy.stats.kstwobign.sf.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.3, 0.9999906941986655)]
    [InlineData(0.5, 0.9639452436648751)]
    [InlineData(0.8, 0.5441424115741981)]
    [InlineData(1.0, 0.26999967167735456)]
    [InlineData(1.36, 0.049485876755377876)]
    [InlineData(2.0, 0.0006709252557796953)]
    [InlineData(3.0, 3.045995948942526e-08)]
    public void Kolmogorov_Values_AreThoseOfScipy(double x, double expected) => Assert.Equal(expected, KolmogorovSmirnov.Kolmogorov(x), 1e-13);

    [Fact]
    public void PValue_UnequalCounts_IsExact()
    {
        // scipy.stats.ks_2samp(arange(300), arange(400) * 0.8 + 3, method='exact').
        var left = WeightedSample.Of([.. Enumerable.Range(0, 300).Select(static value => (double)value)]);
        var right = WeightedSample.Of([.. Enumerable.Range(0, 400).Select(static value => (value * 0.8) + 3)]);
        var (value, scaled) = KolmogorovSmirnov.Statistic(left, right);

        Assert.Equal(0.07416666666666667, value, 1e-15);
        Assert.Equal(0.2898554176597418, KolmogorovSmirnov.PValue(scaled, 300, 400, 400), 1e-12);
    }

    [Fact]
    public void PValue_ManyValues_IsCloseToScipys()
    {
        // scipy.stats.ks_2samp(arange(20000), arange(5000) * 4 + 300): 0.015, 0.32587825569428996.
        var left = WeightedSample.Of([.. Enumerable.Range(0, 20_000).Select(static value => (double)value)]);
        var right = WeightedSample.Of([.. Enumerable.Range(0, 5000).Select(static value => (value * 4.0) + 300)]);
        var (value, scaled) = KolmogorovSmirnov.Statistic(left, right);

        Assert.Equal(0.015, value, 1e-15);
        Assert.Equal(1, KolmogorovSmirnov.PValue(scaled, 20_000, 5000, 1000) / 0.32587825569428996, 0.01);
    }

    [Fact]
    public void Statistic_TwoNormals_IsWithinThePublishedTolerance()
    {
        // deepchecks: tests/utils/drift_test.py has 0.382 within 0.01; scipy gives 0.3886.
        var random = new NumpyRandom(42);
        var (left, right) = (WeightedSample.Of(random.Normals(0, 1, 10_000)), WeightedSample.Of(random.Normals(1, 1, 10_000)));

        Assert.Equal(0.3886, KolmogorovSmirnov.Statistic(left, right).Value, 1e-12);
        Assert.Equal(0, KolmogorovSmirnov.Statistic(WeightedSample.Of([0, 0]), WeightedSample.Of([0.0])).Value);
        Assert.Equal(1, KolmogorovSmirnov.Statistic(WeightedSample.Of([1, 1]), WeightedSample.Of([0.0])).Value);
    }

    [Fact]
    public void Wasserstein_Ranges_AreThoseOfDeepchecks()
    {
        // 1 and 0.33 within 0.01, over the range of both.
        double[] hundred = [.. Enumerable.Range(0, 100).Select(static value => (double)value)];
        double[] shifted = [.. Enumerable.Range(50, 100).Select(static value => (double)value)];

        Assert.Equal(1, WassersteinDistance.Exact(WeightedSample.Of([1, 1]), WeightedSample.Of([0.0])));
        Assert.Equal(50, WassersteinDistance.Exact(WeightedSample.Of(hundred), WeightedSample.Of(shifted)), 1e-12);
    }

    [Fact]
    public void KullbackLeibler_Nats_IsThatOfGreatExpectations()
    {
        // tests/test_definitions/.../expect_column_kl_divergence_to_be_less_than.json.
        Assert.Equal(0.1259970028667753, ShareDistances.KullbackLeibler([0.54, 0.32, 0.14], [1.0 / 3, 1.0 / 3, 1.0 / 3]), 1e-14);
        Assert.Equal(0.09943138400349738, ShareDistances.KullbackLeibler([0.5, 0.25, 0.25], [0.54, 0.36, 0.1]), 1e-14);
        Assert.Equal(0.2321677631907768, ShareDistances.KullbackLeibler([0.5, 0.25, 0.25], [0.57, 0.38, 0.05]), 1e-14);
        Assert.Equal(double.PositiveInfinity, ShareDistances.KullbackLeibler([0.5, 0.25, 0.25], [0.6, 0.4, 0]));
    }

    [Theory]
    [InlineData(new[] { 1.0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7 }, 0, 0.1)]
    [InlineData(new[] { 1.0, 1, 1, 1, 1, 1, 1, 1, 4, 5, 5, 6, 6, 7, 7 }, 0.25, 100)]
    [InlineData(new[] { 1.0, 1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7 }, 0, 0.25)]
    public void PopulationStabilityIndex_ChrononsSketches_AreOnTheirSide(double[] values, double lowest, double highest)
    {
        // aggregator/.../ApproxPercentilesTest.scala, where bins are quantiles of both; these are few enough to count each value.
        var (reference, current) = (new KllSketch(), new KllSketch());
        Array.ForEach<double>([1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 7], reference.Add);
        Array.ForEach(values, current.Add);

        var result = DriftTest.Compare(DriftMetric.PopulationStabilityIndex, DriftProfile.Evidently, NumericSample.Of(reference), NumericSample.Of(current));

        Assert.InRange(result.Value, lowest, highest);
    }

    [Fact]
    public void Bonferroni_SeveralTests_SharesTheSignificance()
    {
        // alibi-detect: alibi_detect/cd/tests/test_chisquare.py compares with p / d.
        Assert.Equal(0.0125, MultipleTests.Bonferroni(0.05, 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => MultipleTests.Bonferroni(0.05, 0));
    }

    [Fact]
    public void FalseDiscoveryRate_KnownExample_IsThatOfR()
    {
        // R: p.adjust(c(0.01, 0.02, 0.03, 0.04, 0.05), "BH") is 0.05 throughout; p.adjust(c(0.005, 0.9, 0.04, 0.02), "BH").
        double[] expected = [0.02, 0.9, 0.16 / 3, 0.04, double.NaN];

        Assert.Equal([0.05, 0.05, 0.05, 0.05, 0.05], Array.ConvertAll(MultipleTests.FalseDiscoveryRate([0.01, 0.02, 0.03, 0.04, 0.05]), static value => Math.Round(value, 14)));
        Assert.Equal(expected, MultipleTests.FalseDiscoveryRate([0.005, 0.9, 0.04, 0.02, double.NaN]));
    }

    [Fact]
    public void DriftedColumns_SomeNotJudged_CountsTheOthers()
    {
        DriftResult[] columns =
        [
            DriftSamples.Compare(DriftMetric.KolmogorovSmirnov, DriftProfile.Evidently, DriftSamples.Range(0, 100), DriftSamples.Range(20, 120)),
            DriftSamples.Compare(DriftMetric.KolmogorovSmirnov, DriftProfile.Evidently, DriftSamples.Range(0, 100), DriftSamples.Range(0, 100)),
            DriftSamples.Compare(DriftMetric.KolmogorovSmirnov, DriftProfile.Evidently, [], DriftSamples.Range(0, 100)),
        ];

        Assert.Equal(new DriftedColumns(1, 2, 1), DriftedColumns.Of(columns));
        Assert.Equal(0.5, DriftedColumns.Of(columns).Share);
    }
}
