using OrleansML.Learning.Monitoring;
using Xunit;
using static OrleansML.LearningTests.Monitoring.AlarmSteps;

namespace OrleansML.LearningTests.Monitoring;

public sealed class RuleJudgeTests
{
    private const string Regression = ", label: { column: y, task: regression }";
    private const string Binary = ", label: { column: y, task: binary_classification, positive: '1' }";

    // Mean 10 and a standard deviation of 1, with the count as divisor.
    private static readonly double[] Reference = [9, 11, 9, 11, 9, 11, 9, 11, 9, 11];

    [Theory]
    [InlineData("metric: null_share, at: 0.1", "", 0.1, null, true)]
    [InlineData("metric: null_share, at: 0.1", "", 0.0999, null, false)]
    [InlineData("metric: null_share, relative: 2", "", 0.2, 0.1, false)]
    [InlineData("metric: null_share, relative: 2", "", 0.2001, 0.1, true)]
    [InlineData("metric: null_share, relative: 2", "", 0.0, 0.0, false)]
    [InlineData("metric: null_share, relative: 2", "", 0.3, null, null)]
    [InlineData("metric: null_share, at: 0.5, relative: 2", "", 0.3, null, false)]
    [InlineData("metric: null_share, at: 0.05, relative: 2", "", 0.3, 0.2, false)]
    [InlineData("metric: null_share, at: 0.05, relative: 2", "", 0.3, 0.1, true)]
    [InlineData("metric: rmse, relative: 1.15", Regression, 11.6, 10.0, true)]
    [InlineData("metric: rmse, sigma: 3", Regression, 13.0, null, false)]
    [InlineData("metric: rmse, sigma: 3", Regression, 13.1, null, true)]
    [InlineData("metric: rmse, sigma: 3", Regression, 6.0, null, false)]
    [InlineData("metric: r2, sigma: 3", Regression, 6.9, null, true)]
    [InlineData("metric: r2, at: 0.5", Regression, 0.5, null, true)]
    [InlineData("metric: r2, at: 0.5", Regression, 0.51, null, false)]
    [InlineData("metric: bias, at: 2", Regression, -2.0, null, true)]
    [InlineData("metric: bias, at: 2", Regression, 1.9, null, false)]
    [InlineData("metric: bias, sigma: 3", Regression, 6.9, null, true)]
    [InlineData("metric: bias, sigma: 3", Regression, 13.1, null, true)]
    [InlineData("metric: roc_auc, relative: 0.95", Binary, 0.75, 0.8, true)]
    [InlineData("metric: roc_auc, relative: 0.95", Binary, 0.77, 0.8, false)]
    [InlineData("kind: rows, at_least: 100", "", 99.0, null, true)]
    [InlineData("kind: rows, at_least: 100", "", 100.0, null, false)]
    [InlineData("kind: latency, at: 50ms", "", 0.05, null, true)]
    [InlineData("metric: constant", "", 1.0, 0.0, true)]
    [InlineData("metric: constant", "", 1.0, 1.0, false)]
    [InlineData("metric: constant", "", 0.0, null, false)]
    public void Judge_Limits_AreHeldAgainstTheNumber(string rule, string more, double value, double? baseline, bool? expected)
    {
        var verdict = Judge($"r: {{ {rule} }}", more, Value(value) with { Baseline = baseline, Reference = Reference })[0];

        Assert.Equal(expected, verdict.IsBad);
        Assert.Equal(expected is null, verdict.Reason is not null);
    }

    [Theory]
    [InlineData("metric: mae, at: 3", Regression, 3.5, 2.9, 4.1, false)]
    [InlineData("metric: mae, at: 3", Regression, 3.5, 3.1, 3.9, true)]
    [InlineData("metric: mae, relative: 1.5", Regression, 3.5, 2.9, 4.1, false)]
    [InlineData("metric: accuracy, at: 0.8", Binary, 0.75, 0.7, 0.81, false)]
    [InlineData("metric: accuracy, at: 0.8", Binary, 0.75, 0.71, 0.79, true)]
    [InlineData("metric: bias, at: 2", Regression, 2.5, 1.5, 3.5, false)]
    [InlineData("metric: bias, at: 2", Regression, -2.5, -2.9, -2.1, true)]
    [InlineData("metric: bias, at: 2", Regression, -2.5, -5.5, 0.5, false)]
    [InlineData("metric: mae, sigma: 3", Regression, 13.5, 12.0, 15.0, true)]
    public void Judge_Interval_MustBeBeyondTheLimitAsAWhole(string rule, string more, double value, double lower, double upper, bool expected)
    {
        var verdict = Judge($"r: {{ {rule} }}", more, Value(value) with { Interval = (lower, upper), Baseline = 2, Reference = Reference })[0];

        Assert.Equal(expected, verdict.IsBad);
    }

    [Fact]
    public void Judge_TooFewRows_CannotBeSaid() =>
        Assert.Equal((null, "499 rows are too few; 500 are needed."), Said(Judge("r: { metric: null_share, at: 0.1 }", "", Value(0.5, rows: 499))[0]));

    [Fact]
    public void Judge_TooFewReferenceWindows_CannotBeSaid() => Assert.Equal(
        (null, "There are 9 reference windows; 10 are needed."),
        Said(Judge("r: { metric: null_share, sigma: 3 }", "", Value(0.5) with { Reference = [.. Reference.Take(9), double.NaN] })[0]));

    [Fact]
    public void Judge_NoNumber_CannotBeSaid() =>
        Assert.Equal((null, "one class"), Said(Judge("r: { metric: roc_auc, at: 0.7 }", Binary, Value(double.NaN) with { Reason = "one class" })[0]));

    // Adjusted by hand: 0.01 x 4/2, 0.04 x 4/4, 0.03 x 4/3 = 0.04, 0.005 x 4/1; by Bonferroni all times 4.
    [Theory]
    [InlineData("fdr", 0.03, 2, 0.02)]
    [InlineData("bonferroni", 0.03, 1, 0.02)]
    [InlineData("none", 0.041, 4, 0.005)]
    public void Judge_ManyPValues_AreCorrectedOverColumnsAndSegments(string correction, double significance, int bad, double smallest)
    {
        var verdicts = Judge(
            FormattableString.Invariant($"r: {{ metric: chi_square, minimum_effect: 0, significance: {significance}, correction: {correction} }}"),
            ", segments: [a]",
            Value(1, "a=1", "x", p: 0.01),
            Value(1, "a=2", "x", p: 0.04),
            Value(1, "a=3", "x", p: 0.03),
            Value(1, "a=4", "x", p: 0.005),
            Value(1, "a=5", "x", p: 0.0001, rows: 10));

        Assert.Equal(bad, verdicts.Count(verdict => verdict.IsBad == true));
        Assert.Equal(smallest, verdicts[3].Evidence!.PValue!.Value, 1e-12);
        Assert.Null(verdicts[4].IsBad);
    }

    [Theory]
    [InlineData(0.0001, 0.2, true)]
    [InlineData(0.0001, 0.05, false)]
    [InlineData(0.02, 0.2, false)]
    [InlineData(0.0001, null, null)]
    [InlineData(null, 0.2, null)]
    public void Judge_PValueThatDecides_NeedsAnEffect(double? p, double? effect, bool? expected) =>
        Assert.Equal(expected, Judge("r: { metric: chi_square }", "", Value(40, p: p) with { Effect = effect })[0].IsBad);

    [Theory]
    [InlineData(0.15, 0.001, true)]
    [InlineData(0.15, 0.5, false)]
    [InlineData(0.05, 0.001, false)]
    [InlineData(0.15, null, true)]
    public void Judge_OwnDrift_MustBeLargeAndSignificant(double value, double? p, bool expected) =>
        Assert.Equal(expected, Judge("r: { metric: psi }", "", Value(value, p: p))[0].IsBad);

    [Theory]
    [InlineData(0.5, true)]
    [InlineData(0.51, false)]
    public void Judge_ShareOfColumns_CountsThoseThatCanBeJudged(double share, bool expected)
    {
        var verdict = Judge(
            FormattableString.Invariant($"r: {{ metric: psi, share_of_columns: {share} }}"), "", Value(0.3, column: "x"), Value(0.01, column: "y"), Value(double.NaN, column: "z"))[0];

        Assert.Equal(expected, verdict.IsBad);
    }

    [Fact]
    public void Judge_Columns_OnlyThoseOfTheRuleCount() =>
        Assert.Equal([false], Judge("r: { metric: psi, columns: [x] }", "", Value(0.01, column: "x"), Value(0.9, column: "y")).Select(verdict => verdict.IsBad!.Value));

    [Theory]
    [InlineData("[all]", "all")]
    [InlineData("[a]", "a=1 a=2")]
    [InlineData("['a=2', all]", "all a=2")]
    [InlineData("['a,b']", "a=1,b=2")]
    public void Judge_Segments_OnlyThoseOfTheRuleCount(string segments, string expected)
    {
        var verdicts = Judge($"r: {{ metric: psi, segments: {segments} }}", ", segments: [a, [a, b]]", Value(1), Value(1, "a=1"), Value(1, "a=2"), Value(1, "a=1,b=2"));

        Assert.Equal(expected, string.Join(' ', verdicts.Select(verdict => verdict.Segment)));
    }

    [Fact]
    public void Judge_Whole_NamesColumnsAndSegmentsByWhatTheyExplain()
    {
        var verdict = Judge(
            "r: { metric: null_share, at: 0.1 }",
            ", segments: [a, [a, b]]",
            Value(0.1, column: "y", rows: 4000) with { Baseline = 0.05 },
            Value(0.2, column: "x", rows: 4000) with { Baseline = 0.05 },
            Value(0.05, column: "z", rows: 4000) with { Baseline = 0.05 },
            Value(0.25, "a=1", "x", rows: 3000) with { Baseline = 0.05 },
            Value(0.25, "a=2", "x", rows: 1000) with { Baseline = 0.05 },
            Value(0.45, "a=1,b=1", "x", rows: 1000) with { Baseline = 0.05 },
            Value(0.9, "a=2", "y", rows: 1000))[0];

        // 0.15 and 0.05 of 0.2; 3000 and 1000 rows times 0.2; the crossed one is a family of its own.
        Assert.Equal([("x", 0.75), ("y", 0.25)], verdict.Evidence!.Columns.Select(column => (column.Name, Math.Round(column.Share, 12))));
        Assert.Equal([("a=1,b=1", 1.0), ("a=1", 0.75), ("a=2", 0.25)], verdict.Evidence.Segments.Select(segment => (segment.Name, Math.Round(segment.Share, 12))));
        Assert.Equal((0.2, 4000), (verdict.Evidence.Value, verdict.Evidence.Rows));
    }

    private static (bool?, string?) Said(RuleVerdict verdict) => (verdict.IsBad, verdict.Reason);

    private static IReadOnlyList<RuleVerdict> Judge(string rules, string more, params RuleMeasurement[] measurements) =>
        RuleJudge.Judge(Read(rules, more), new WindowResult { Start = Start, At = Start, Measurements = measurements });
}
