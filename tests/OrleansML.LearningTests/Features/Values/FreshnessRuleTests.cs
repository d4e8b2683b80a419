using OrleansML.Learning.Features;
using Xunit;

namespace OrleansML.LearningTests.Features.Values;

public sealed class FreshnessRuleTests
{
    private static readonly FeatureTime Noon = new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(-5, FeatureStatus.Fresh)]
    [InlineData(0, FeatureStatus.Fresh)]
    [InlineData(60, FeatureStatus.Fresh)]
    [InlineData(60.000001, FeatureStatus.Stale)]
    [InlineData(90, FeatureStatus.Stale)]
    [InlineData(90.000001, FeatureStatus.Expired)]
    public void StatusAt_Ages_ChangeJustBeyondEachBound(double age, FeatureStatus expected)
    {
        var rule = new FreshnessRule(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(30), FeatureValue.Missing);

        Assert.Equal(expected, rule.StatusAt(new FeatureTime(Noon.Microseconds - (long)(age * 1_000_000)), Noon));
    }

    [Fact]
    public void StatusAt_NoTimeToLive_IsFreshForEver() =>
        Assert.Equal(FeatureStatus.Fresh, new FreshnessRule(null, TimeSpan.Zero, default).StatusAt(FeatureTime.MinValue, Noon));

    [Fact]
    public void Read_Expired_GivesNoValueOrTheDefault()
    {
        var known = new TimedFeatureValue(FeatureValue.Of(1.0), Noon - TimeSpan.FromHours(1), Noon, Noon, 2);

        var bare = new FreshnessRule(TimeSpan.FromMinutes(1), TimeSpan.Zero, FeatureValue.Missing).Read(known, Noon);
        var withDefault = new FreshnessRule(TimeSpan.FromMinutes(1), TimeSpan.Zero, FeatureValue.Of(9.0)).Read(known, Noon);

        Assert.Equal((FeatureValue.Missing, FeatureStatus.Expired, 2), (bare.Value, bare.Status, bare.Source));
        Assert.Equal((FeatureValue.Of(9.0), FeatureStatus.Default), (withDefault.Value, withDefault.Status));
        Assert.Equal(known.EventTime, withDefault.EventTime);
    }

    [Fact]
    public void Of_FallbackError_IgnoresTheDefault()
    {
        var view = FeatureViewReader.Read(SampleViews.CardYaml.Replace("maximum_stale: 10m", "otherwise: error", StringComparison.Ordinal));
        var limit = view.Fields.Single(field => field.Name == "credit_limit");

        Assert.Equal(FeatureStatus.Missing, FreshnessRule.Of(view, limit).ReadNothing().Status);
        Assert.Equal(FeatureStatus.Default, FreshnessRule.Of(SampleViews.Card, limit).ReadNothing().Status);
    }
}
