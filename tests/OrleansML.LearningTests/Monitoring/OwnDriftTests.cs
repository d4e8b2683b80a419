using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Sketches;
using Xunit;
using static OrleansML.LearningTests.Monitoring.DriftSamples;

namespace OrleansML.LearningTests.Monitoring;

public sealed class OwnDriftTests
{
    private const DriftProfile Profile = DriftProfile.Own;

    // numpy 1.24 and scipy 1.10: quantile, searchsorted on the left, entropy, jensenshannon, chi2_contingency without correction, ks_2samp.
    [Theory]
    [InlineData(DriftMetric.PopulationStabilityIndex, 1.599891962474253, 0.00043872177097947936)]
    [InlineData(DriftMetric.KullbackLeibler, 1.2718898069322828, 0.00043872177097947936)]
    [InlineData(DriftMetric.JensenShannon, 0.37113929340366725, 0.00043872177097947936)]
    [InlineData(DriftMetric.Hellinger, 0.35608274213041013, 0.00043872177097947936)]
    [InlineData(DriftMetric.LInfinity, 0.2, 0.00043872177097947936)]
    [InlineData(DriftMetric.ChiSquare, 30, 0.00043872177097947936)]
    [InlineData(DriftMetric.KolmogorovSmirnov, 0.2, 0.03638428787491733)]
    [InlineData(DriftMetric.Wasserstein, 0.692854966641995, 0.03638428787491733)]
    public void Compare_ShiftedRange_IsThatOfNumpy(DriftMetric metric, double expected, double pValue)
    {
        var result = Compare(metric, Profile, Range(0, 100), Range(20, 120));

        Assert.Equal(expected, result.Value, 1e-12);
        Assert.Equal(pValue, result.PValue!.Value, 1e-12);
        Assert.Equal(pValue < 0.01, result.IsDrift);
        Assert.Equal(0, result.ErrorBound);
    }

    [Theory]
    [InlineData(DriftMetric.PopulationStabilityIndex, 2.1190837528101834, 4.669468837731469e-09)]
    [InlineData(DriftMetric.KolmogorovSmirnov, 0.28, 2.1377822419892506e-06)]
    [InlineData(DriftMetric.Wasserstein, 0.4856621661097186, 2.1377822419892506e-06)]
    public void Compare_FewDifferentNumbers_PutsEachIntoItsBin(DriftMetric metric, double expected, double pValue)
    {
        var result = Compare(metric, Profile, [.. Range(0, 200).Select(static value => value % 7)], [.. Range(0, 150).Select(static value => value % 5)]);

        Assert.Equal(expected, result.Value, 1e-12);
        Assert.Equal(1, result.PValue!.Value / pValue, 1e-9);
    }

    [Fact]
    public void Compare_Bins_EqualsValues()
    {
        long[] reference = [10, 10, 10, 10, 10, 10, 10, 10, 10, 10];
        long[] current = [0, 0, 10, 10, 10, 10, 10, 10, 10, 30];

        Assert.Equal(1.599891962474253, DriftTest.CompareBins(DriftMetric.PopulationStabilityIndex, reference, current).Value, 1e-12);
        Assert.Equal("wasserstein needs values, not bins.", DriftTest.CompareBins(DriftMetric.Wasserstein, reference, current).Reason);
        Assert.Throws<ArgumentException>(() => DriftTest.CompareBins(DriftMetric.ChiSquare, reference, [1]));
    }

    [Fact]
    public void Compare_ConstantReference_CannotBeSaid()
    {
        var constant = Enumerable.Repeat(2.5, 40).ToArray();
        var result = Compare(DriftMetric.PopulationStabilityIndex, Profile, constant, Range(0, 100));

        Assert.Null(result.IsDrift);
        Assert.Equal("The reference is constant: all of its 40 values are 2.5. 100 of 100 current ones differ.", result.Reason);
        Assert.False(Compare(DriftMetric.PopulationStabilityIndex, Profile, constant, constant).IsDrift);
        Assert.True(Compare(DriftMetric.KolmogorovSmirnov, Profile, constant, Range(10, 110)).IsDrift);
    }

    [Fact]
    public void Compare_TooFew_CannotBeSaid()
    {
        Assert.Equal("100 values of the reference and 29 current ones; each side needs 30.", Compare(DriftMetric.Wasserstein, Profile, Range(0, 100), Range(0, 29)).Reason);
        Assert.Null(Compare(DriftMetric.Wasserstein, Profile, Range(0, 100), Range(0, 29), new DriftLimits { SmallestCount = 29 }).Reason);
        Assert.Equal("Categories have no order; kolmogorov_smirnov needs one.", DriftTest.Compare(DriftMetric.KolmogorovSmirnov, Profile, DiceReference, DiceCurrent).Reason);
    }

    [Fact]
    public void Compare_SmallEffectOfManyRows_IsNoDrift()
    {
        // 50.5 % against 50 % of a million each: significant, and of no consequence.
        var result = DriftTest.Compare(DriftMetric.JensenShannon, Profile, Counts(500_000, 500_000), Counts(505_000, 495_000));

        Assert.True(result.PValue < 1e-10);
        Assert.False(result.IsDrift);
    }

    [Fact]
    public void Compare_LargeEffectOfFewRows_IsNoDrift()
    {
        var result = DriftTest.Compare(DriftMetric.LInfinity, Profile, Counts(15, 15), Counts(19, 11));

        Assert.True(result.Value > 0.1);
        Assert.False(result.IsDrift);
    }

    [Fact]
    public void Compare_CategoriesBeyondTheBound_AreComparedTogether()
    {
        // The reference knows a and b; c and d may be among its others, and are put there.
        var reference = CategoricalSample.Of([KeyValuePair.Create("a", 50L), KeyValuePair.Create("b", 30L)], 20);
        var current = CategoricalSample.Of([KeyValuePair.Create("a", 50L), KeyValuePair.Create("c", 40L), KeyValuePair.Create("d", 10L)]);

        Assert.Equal(0.3, DriftTest.Compare(DriftMetric.LInfinity, Profile, reference, current).Value, 1e-12);
    }

    [Fact]
    public void Compare_Sketches_GiveNoPValueThatIsNoise()
    {
        var (left, right) = (new KllSketch(), new KllSketch());
        for (var value = 0; value < 50_000; value++)
        {
            left.Add(value);
            right.Add(value + 10_000);
        }

        var result = DriftTest.Compare(DriftMetric.KolmogorovSmirnov, Profile, NumericSample.Of(left), NumericSample.Of(right));

        Assert.Null(result.PValue);
        Assert.Equal("The error of the sketches is more than a quarter of the smallest significant difference: no p-value.", result.Reason);
        Assert.Equal(2 * left.RankError, result.ErrorBound, 1e-15);
        Assert.InRange(result.Value, 0.2 - result.ErrorBound, 0.2 + result.ErrorBound);
        Assert.True(result.IsDrift);
        Assert.False(result.IsWithinError);
        Assert.Null(DriftTest.Compare(DriftMetric.ChiSquare, Profile, NumericSample.Of(left), NumericSample.Of(right)).IsDrift);
    }

    [Fact]
    public void Compare_ExactSketches_EqualValues()
    {
        var (left, right) = (new KllSketch(), new KllSketch());
        Array.ForEach(Range(0, 100), left.Add);
        Array.ForEach(Range(20, 120), right.Add);

        Assert.Equal(
            Compare(DriftMetric.PopulationStabilityIndex, Profile, Range(0, 100), Range(20, 120)),
            DriftTest.Compare(DriftMetric.PopulationStabilityIndex, Profile, NumericSample.Of(left), NumericSample.Of(right)));
    }

    [Theory]
    [InlineData("222", "0000", 1)]
    [InlineData("0", "5", 1)]
    [InlineData("5", "5", 0)]
    public void Hellinger_OfTwoSketches_IsZeroOrOne(string reference, string current, double expected)
    {
        // whylogs: python/tests/viz/utils/test_drift_calculations.py has [0] against [5] and [5] against [5].
        var (left, right) = (new KllSketch(), new KllSketch());
        Array.ForEach(reference.ToCharArray(), digit => left.Add(digit - '0'));
        Array.ForEach(current.ToCharArray(), digit => right.Add(digit - '0'));

        Assert.Equal(expected, DriftTest.Compare(DriftMetric.Hellinger, DriftProfile.Evidently, NumericSample.Of(left), NumericSample.Of(right)).Value, 1e-7);
    }
}
