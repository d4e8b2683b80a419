using OrleansML.Learning.Monitoring;
using Xunit;
using static OrleansML.LearningTests.Monitoring.DriftSamples;

namespace OrleansML.LearningTests.Monitoring;

/// <summary>Values that Evidently's own tests state, or that numpy 1.24 and scipy 1.10 give by its definitions.</summary>
public sealed class EvidentlyDriftTests
{
    private const DriftProfile Profile = DriftProfile.Evidently;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ChiSquare_Dice_HasThePublishedPValue(long factor)
    {
        var reference = Counts(16 * factor, 18 * factor, 16 * factor, 14 * factor, 12 * factor, 12 * factor);
        var result = DriftTest.Compare(DriftMetric.ChiSquare, Profile, reference, DiceCurrent);

        Assert.Equal(0.67309, result.PValue!.Value, 1e-5);
        Assert.False(result.IsDrift);
        Assert.True(result.IsByPValue);
        Assert.Equal(0.05, result.Threshold);
    }

    [Fact]
    public void ChiSquare_UnequalSizesOfTheSameShares_IsCertain()
    {
        // whylogs issue #492, where 1.7e-34 came out.
        Assert.Equal(1, DriftTest.Compare(DriftMetric.ChiSquare, Profile, Counts(100, 500), Counts(50, 250)).PValue);
    }

    [Fact]
    public void ChiSquare_FarApart_KeepsItsDigits()
    {
        // whylogs issue #491; scipy.stats.chisquare([240, 260], [130, 370]).
        var result = DriftTest.Compare(DriftMetric.ChiSquare, Profile, Counts(130, 370), Counts(240, 260));

        Assert.Equal(125.77962577962577, result.Value, 1e-10);
        Assert.Equal(1, result.PValue!.Value / 3.435970806299783e-29, 1e-9);
        Assert.True(result.IsDrift);
    }

    [Fact]
    public void ChiSquare_UnseenCategory_IsRuledOut()
    {
        var result = DriftTest.Compare(DriftMetric.ChiSquare, Profile, Letters("aab"), Letters("aabc"));

        Assert.Equal(0, result.PValue);
        Assert.True(result.IsDrift);
    }

    [Fact]
    public void ChiSquare_NumbersOfFewValues_RuledOut()
    {
        // tests/multitest/metrics/data_drift.py.
        var result = Compare(DriftMetric.ChiSquare, Profile, [1, 2, 3], [5, 8, 3]);

        Assert.Equal(0, result.PValue);
        Assert.True(result.IsDrift);
    }

    [Fact]
    public void ChiSquareAndHellinger_SameCategories_AreOneAndZero()
    {
        var sample = CategoricalSample.Of(Enumerable.Repeat<string?[]>(["a", "b", null], 10).SelectMany(static values => values));

        Assert.Equal(20, sample.Count);
        Assert.Equal(1, DriftTest.Compare(DriftMetric.ChiSquare, Profile, sample, sample).PValue);
        Assert.Equal(0, DriftTest.Compare(DriftMetric.Hellinger, Profile, sample, sample).Value, 1e-7);
    }

    [Theory]
    [InlineData(DriftMetric.Hellinger, 0.06812, 1e-5)]
    [InlineData(DriftMetric.PopulationStabilityIndex, 0.0372184, 1e-7)]
    [InlineData(DriftMetric.KullbackLeibler, 0.0189097, 1e-7)]
    [InlineData(DriftMetric.JensenShannon, 0.0680482, 1e-7)]
    public void Distance_Dice_IsAsPublished(DriftMetric metric, double expected, double tolerance) =>
        Assert.Equal(expected, DriftTest.Compare(metric, Profile, DiceReference, DiceCurrent).Value, tolerance);

    [Fact]
    public void PopulationStabilityIndex_NewCategory_FillsTheGap()
    {
        // tests/multitest/metrics/data_drift.py: 2.93 within 0.01.
        var result = Compare(DriftMetric.PopulationStabilityIndex, Profile, [3, 2, 2], [1, 2, 3]);

        Assert.Equal(2.93415, result.Value, 1e-5);
        Assert.True(result.IsDrift);
    }

    [Theory]
    [InlineData(DriftMetric.PopulationStabilityIndex, 2.1012196)]
    [InlineData(DriftMetric.KullbackLeibler, 1.0505047)]
    [InlineData(DriftMetric.JensenShannon, 0.3258538)]
    [InlineData(DriftMetric.Wasserstein, 0.6928550)]
    [InlineData(DriftMetric.KolmogorovSmirnov, 0.2)]
    [InlineData(DriftMetric.Hellinger, 0.3937652)]
    public void Distance_ShiftedRange_IsThatOfNumpy(DriftMetric metric, double expected) =>
        Assert.Equal(expected, Compare(metric, Profile, Range(0, 100), Range(20, 120)).Value, 1e-6);

    [Fact]
    public void KolmogorovSmirnov_SmallSamples_HasTheExactPValue()
    {
        // scipy.stats.ks_2samp.
        var (small, large) = (Compare(DriftMetric.KolmogorovSmirnov, Profile, Ten, Forty), Compare(DriftMetric.KolmogorovSmirnov, Profile, Range(0, 100), Range(20, 120)));

        Assert.Equal(0.625, small.Value);
        Assert.Equal(0.08702408702408701, small.PValue!.Value, 1e-14);
        Assert.False(small.IsDrift);
        Assert.Equal(0.03638428787491733, large.PValue!.Value, 1e-14);
        Assert.True(large.IsDrift);
    }

    [Fact]
    public void Wasserstein_TenAndForty_IsScaledByTheReference() =>
        Assert.Equal(0.7812361, Compare(DriftMetric.Wasserstein, Profile, Ten, Forty).Value, 1e-7);

    [Theory]
    [InlineData("1101", "0001", 0.157, 1e-3)]
    [InlineData("aabb", "aba", 0.66, 0.01)]
    public void ProportionZ_TwoCategories_HasThePublishedPValue(string reference, string current, double expected, double tolerance) =>
        Assert.Equal(expected, DriftTest.Compare(DriftMetric.ProportionZ, Profile, Letters(reference), Letters(current)).PValue!.Value, tolerance);

    [Fact]
    public void Compare_WhatEvidentlyLacks_SaysSo()
    {
        var result = DriftTest.Compare(DriftMetric.LInfinity, Profile, DiceReference, DiceCurrent);

        Assert.True(double.IsNaN(result.Value));
        Assert.Null(result.IsDrift);
        Assert.Equal("Evidently has no l_infinity of such values.", result.Reason);
        Assert.Equal("The z test compares two categories; there are 6.", DriftTest.Compare(DriftMetric.ProportionZ, Profile, DiceReference, DiceCurrent).Reason);
        Assert.Equal("0 values of the reference and 8 current ones; each side needs 1.", Compare(DriftMetric.Wasserstein, Profile, [double.NaN], Ten).Reason);
    }

    [Theory]
    [InlineData(true, 1000, 6, DriftMetric.KolmogorovSmirnov)]
    [InlineData(true, 1000, 5, DriftMetric.ChiSquare)]
    [InlineData(true, 1000, 2, DriftMetric.ProportionZ)]
    [InlineData(false, 1000, 100, DriftMetric.ChiSquare)]
    [InlineData(false, 1000, 2, DriftMetric.ProportionZ)]
    [InlineData(true, 1001, 6, DriftMetric.Wasserstein)]
    [InlineData(true, 1001, 5, DriftMetric.JensenShannon)]
    [InlineData(false, 1001, 100, DriftMetric.JensenShannon)]
    public void MetricOf_Column_IsEvidentlysDefault(bool isNumeric, long count, long distinct, DriftMetric expected) =>
        Assert.Equal(expected, EvidentlyPreset.MetricOf(isNumeric, count, distinct));
}
