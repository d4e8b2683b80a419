using OrleansML.Learning.Monitoring;
using Xunit;
using static OrleansML.LearningTests.Monitoring.DriftSamples;

namespace OrleansML.LearningTests.Monitoring;

/// <summary>Values that NannyML's own tests state to two digits, with those that numpy 1.24 and scipy 1.10 give by its definitions.</summary>
public sealed class NannyMlDriftTests
{
    private const DriftProfile Profile = DriftProfile.NannyMl;

    [Theory]
    [InlineData("aabbccd", 0.142857142857)]
    [InlineData("bbbbb", 0.666666666667)]
    public void LInfinity_Letters_IsTheLargestDifference(string current, double expected) =>
        Assert.Equal(expected, DriftTest.Compare(DriftMetric.LInfinity, Profile, Letters("aabbcc"), Letters(current)).Value, 1e-12);

    [Fact]
    public void JensenShannon_SameNormal_UsesDoanesBins()
    {
        var random = new NumpyRandom(1);
        var (reference, current) = (random.Normals(0, 1, 10_000), random.Normals(0, 1, 1000));

        Assert.Equal(0.04723640867484653, Compare(DriftMetric.JensenShannon, Profile, reference, current).Value, 1e-9);
        Assert.Equal(0.0257999999999996, Compare(DriftMetric.KolmogorovSmirnov, Profile, reference, current).Value, 1e-9);
    }

    [Fact]
    public void JensenShannonAndHellinger_FewDifferentNumbers_AreAsPublished()
    {
        var random = new NumpyRandom(1);
        var reference = random.Choices([0, 0.4, 0.8, 1.2, 1.6, 2], 10_000);
        var current = random.Choices([0.0, 1, 2], 1000);

        Assert.Equal(0.72854, Compare(DriftMetric.JensenShannon, Profile, reference, current).Value, 1e-5);
        Assert.Equal(0.71916, Compare(DriftMetric.Hellinger, Profile, reference, current).Value, 1e-5);
    }

    [Fact]
    public void JensenShannonAndHellinger_NewCategory_GoesToTheRest()
    {
        var random = new NumpyRandom(1);
        var reference = CategoricalSample.Of(random.Choices(["a", "b", "c", "d"], 10_000));
        var current = CategoricalSample.Of(random.Choices(["a", "b", "c", "e"], 1000));

        Assert.Equal(0.50382, DriftTest.Compare(DriftMetric.JensenShannon, Profile, reference, current).Value, 1e-5);
        Assert.Equal(0.50324, DriftTest.Compare(DriftMetric.Hellinger, Profile, reference, current).Value, 1e-5);
    }

    [Theory]
    [InlineData(-2, 0.62502, 1e-5)]
    [InlineData(7, 1, 0.005)]
    public void Hellinger_ShiftedNormal_IsAsPublished(double mean, double expected, double tolerance)
    {
        var random = new NumpyRandom(1);

        Assert.Equal(expected, Compare(DriftMetric.Hellinger, Profile, random.Normals(0, 1, 10_000), random.Normals(mean, 1, 10_000)).Value, tolerance);
    }

    [Theory]
    [InlineData(10_000, 1, 1.0114503162687982)]
    [InlineData(100_000, -4, 3.994995491321307)]
    public void Wasserstein_LargeReference_IsBinnedAndBiased(int count, double mean, double expected)
    {
        // The exact distances are 1.01144494302654 and 3.9866471167532813.
        var random = new NumpyRandom(1);

        Assert.Equal(expected, Compare(DriftMetric.Wasserstein, Profile, random.Normals(0, 1, count), random.Normals(mean, 1, 1000)).Value, 1e-9);
    }

    [Theory]
    [InlineData(DriftMetric.JensenShannon, 0.4191797)]
    [InlineData(DriftMetric.Hellinger, 0.4153797)]
    [InlineData(DriftMetric.Wasserstein, 20)]
    [InlineData(DriftMetric.KolmogorovSmirnov, 0.2)]
    public void Distance_ShiftedRange_IsThatOfNumpy(DriftMetric metric, double expected) =>
        Assert.Equal(expected, Compare(metric, Profile, Range(0, 100), Range(20, 120)).Value, 1e-7);

    [Fact]
    public void Distance_DiceAndTen_AreThoseOfScipy()
    {
        Assert.Equal(0.0817342, DriftTest.Compare(DriftMetric.JensenShannon, Profile, DiceReference, DiceCurrent).Value, 1e-7);
        Assert.Equal(0.0454545, DriftTest.Compare(DriftMetric.LInfinity, Profile, DiceReference, DiceCurrent).Value, 1e-7);
        Assert.Equal(4.1625, Compare(DriftMetric.Wasserstein, Profile, Ten, Forty).Value, 1e-12);
    }

    [Fact]
    public void ChiSquare_Contingency_IsThatOfScipy()
    {
        // scipy.stats.chi2_contingency, which corrects two by two tables after Yates.
        var (dice, two) = (DriftTest.Compare(DriftMetric.ChiSquare, Profile, DiceReference, DiceCurrent), DriftTest.Compare(DriftMetric.ChiSquare, Profile, Counts(130, 370), Counts(240, 260)));

        Assert.Equal(1.6224089635854342, dice.Value, 1e-12);
        Assert.Equal(0.8985262394026607, dice.PValue!.Value, 1e-12);
        Assert.Equal(50.969540969540965, two.Value, 1e-11);
        Assert.Equal(1, two.PValue!.Value / 9.381043452689878e-13, 1e-9);
    }

    [Fact]
    public void Judge_WithThreshold_IsStrict()
    {
        Assert.Null(Compare(DriftMetric.Wasserstein, Profile, Ten, Forty).IsDrift);
        Assert.False(Compare(DriftMetric.KolmogorovSmirnov, Profile, Ten, Forty, new DriftLimits { Distance = 0.625 }).IsDrift);
        Assert.True(Compare(DriftMetric.KolmogorovSmirnov, Profile, Ten, Forty, new DriftLimits { Distance = 0.624 }).IsDrift);
        Assert.Equal("NannyML has no psi of numbers.", Compare(DriftMetric.PopulationStabilityIndex, Profile, Ten, Forty).Reason);
    }

    [Fact]
    public void SpreadThreshold_PublishedVectors_Agree()
    {
        // nannyml: tests/test_thresholds.py.
        var numbers = Range(0, 30);
        double[] four = [-1, 1, 1, 1];
        var median = SpreadThreshold.Of(numbers, 1.4, 2, static values => (values[14] + values[15]) / 2);

        Assert.Equal(2.382381972241136, median.Lower, 1e-14);
        Assert.Equal(31.81088289679838, median.Upper, 1e-14);
        Assert.Equal(-1.8660254037844386, SpreadThreshold.Of(four, 1, 1, static values => values.Min()).Lower, 1e-14);
        Assert.Equal(-2.732050807568877, SpreadThreshold.Of(four, 2, 1, static values => values.Min()).Lower, 1e-14);
    }

    [Fact]
    public void SpreadThreshold_Limits_AreNotOutside()
    {
        var threshold = SpreadThreshold.Of([1, double.NaN, 3], null, 1).Within(0, 2.5);

        Assert.Equal(new SpreadThreshold(0, 2.5), threshold);
        Assert.False(threshold.IsOutside(2.5));
        Assert.True(threshold.IsOutside(2.6));
        Assert.True(threshold.IsOutside(-0.1));
        Assert.Throws<ArgumentException>(() => SpreadThreshold.Of([double.NaN]));
    }
}
