using OrleansML.Learning;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Gate;
using Xunit;

namespace OrleansML.LearningTests.Gate;

public sealed class PromotionGateTests
{
    private static readonly Dictionary<string, IReadOnlyList<string?>> NoSegments = [];

    [Fact]
    public void Judge_ChallengerIsTheChampion_PassesWithoutDifference()
    {
        var (rows, _) = Draw(2_000, seed: 1);
        var model = Noisy(rows, deviation: 1, seed: 2);

        var verdict = PromotionGate.Judge(model, model, NoSegments, new GatePolicy());

        Assert.True(verdict.Passed);
        Assert.Equal(new MetricInterval(0, 0, 0), verdict.Overall.Improvement);
        Assert.Equal(("rmse", GateOutcome.Holds), (verdict.Metric, verdict.Overall.Outcome));
    }

    [Fact]
    public void Judge_LabelsWereShuffledInTraining_IsRefusedWithTheNumbers()
    {
        var (rows, _) = Draw(2_000, seed: 1);
        var shuffled = new Random(3);
        var values = rows.Labels.ToArray();
        shuffled.Shuffle(values);

        var verdict = PromotionGate.Judge(Noisy(rows, deviation: 1, seed: 2), new Predictions(rows, values), NoSegments, new GatePolicy());

        Assert.False(verdict.Passed);
        Assert.Equal(GateOutcome.Worse, verdict.Overall.Outcome);
        Assert.StartsWith("The challenger is worse on all rows: rmse ", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_BetterOverallAndWorseInOneSegment_IsRefusedAndNamesTheSegment()
    {
        var (rows, vendors) = Draw(4_000, seed: 1);
        var champion = Noisy(rows, deviation: 1, seed: 2);
        var challenger = Noisy(rows, row => vendors[row] == "c" ? 1.5 : 0.5, seed: 3);

        var verdict = PromotionGate.Judge(champion, challenger, Segments("vendor", vendors), new GatePolicy());

        Assert.False(verdict.Passed);
        Assert.Equal(GateOutcome.Holds, verdict.Overall.Outcome);
        Assert.True(verdict.Overall.Improvement.Lower > 0);
        Assert.Equal(
            [("vendor=a", GateOutcome.Holds), ("vendor=b", GateOutcome.Holds), ("vendor=c", GateOutcome.Worse)],
            verdict.Segments.Select(static segment => (segment.Segment!, segment.Outcome)));
        Assert.StartsWith("The challenger is worse in segment vendor=c: rmse ", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
        Assert.True(PromotionGate.Judge(champion, challenger, NoSegments, new GatePolicy()).Passed);
    }

    [Fact]
    public void Judge_RowsWithoutAValueAreHurt_AreASegmentOfTheirOwn()
    {
        var (rows, vendors) = Draw(4_000, seed: 1);
        string?[] known = [.. vendors.Select(static vendor => vendor == "c" ? null : vendor)];

        var verdict = PromotionGate.Judge(
            Noisy(rows, deviation: 1, seed: 2), Noisy(rows, row => known[row] is null ? 1.5 : 0.5, seed: 3), Segments("vendor", known), new GatePolicy());

        Assert.Contains(verdict.Segments, static segment => segment is { Segment: "vendor=(missing)", Outcome: GateOutcome.Worse });
    }

    [Fact]
    public void Judge_SmallSegments_AreJudgedTogether()
    {
        var (rows, _) = Draw(2_000, seed: 1);
        string?[] zones = [.. Enumerable.Range(0, 2_000).Select(static row => row < 1_000 ? "large" : $"z{row % 20}")];

        var verdict = PromotionGate.Judge(
            Noisy(rows, deviation: 1, seed: 2), Noisy(rows, row => zones[row] == "large" ? 0.5 : 1.5, seed: 3), Segments("zone", zones), new GatePolicy());

        Assert.Equal(
            [("zone=large", 1_000, GateOutcome.Holds), ("zone=(20 small ones together)", 1_000, GateOutcome.Worse)],
            verdict.Segments.Select(static segment => (segment.Segment!, segment.Rows, segment.Outcome)));
    }

    [Fact]
    public void Judge_TooFewRowsToTell_IsRefusedAndSaysSo()
    {
        var (rows, _) = Draw(30, seed: 1);

        var verdict = PromotionGate.Judge(Noisy(rows, deviation: 1, seed: 2), Noisy(rows, deviation: 1, seed: 3), NoSegments, new GatePolicy());

        Assert.Equal(GateOutcome.Undecided, verdict.Overall.Outcome);
        Assert.EndsWith("More rows would tell.", Assert.Single(verdict.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_NoChampion_MustBeatTheBestConstant()
    {
        var (rows, _) = Draw(2_000, seed: 1);
        var (known, _) = Draw(2_000, seed: 5);
        var constant = new Predictions(rows, [.. Enumerable.Repeat(0.01, rows.Count)]);

        var passed = PromotionGate.Judge(null, Noisy(rows, deviation: 0.5, seed: 2), NoSegments, new GatePolicy(), known);
        var refused = PromotionGate.Judge(null, constant, NoSegments, new GatePolicy(), known);

        Assert.True(passed is { Passed: true, IsUnopposed: true });
        Assert.False(refused.Passed);
        Assert.StartsWith("There is no champion, and the challenger is not shown to beat the best constant: ", Assert.Single(refused.Reasons), StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_OneClassOnly_IsRefusedBecauseTheRankingIsNotDefined()
    {
        var rows = new EvaluationRows(EvaluationTask.BinaryClassification, new double[100]);
        var model = new Predictions(rows, [.. Enumerable.Repeat(0.2, 100)]);

        var verdict = PromotionGate.Judge(model, model, NoSegments, new GatePolicy());

        Assert.Equal(["roc_auc is not defined on the 100 rows: are all labels equal?"], verdict.Reasons);
    }

    [Fact]
    public void Judge_SameArguments_GivesTheSameVerdict()
    {
        var (rows, vendors) = Draw(500, seed: 1);
        var champion = Noisy(rows, deviation: 1, seed: 2);
        var challenger = Noisy(rows, deviation: 1, seed: 3);

        var first = PromotionGate.Judge(champion, challenger, Segments("vendor", vendors), new GatePolicy());
        var second = PromotionGate.Judge(champion, challenger, Segments("vendor", vendors), new GatePolicy());

        Assert.Equal(first.Overall, second.Overall);
        Assert.Equal(first.Segments, second.Segments);
    }

    // The interval of a share is known from theory: 0.8 of 1,000 has a standard error of sqrt(0.8 * 0.2 / 1000) = 0.01265.
    [Fact]
    public void Judge_Accuracy_HasTheIntervalOfTheNormalApproximation()
    {
        var rows = new EvaluationRows(EvaluationTask.BinaryClassification, [.. Enumerable.Range(0, 1_000).Select(static row => row % 2.0)]);
        var model = new Predictions(rows, [.. rows.Labels.Select(static (label, row) => row < 200 ? 1 - label : label)]);

        var overall = PromotionGate.Judge(model, model, NoSegments, new GatePolicy { Metric = "accuracy", Resamples = 10_000 }).Overall;

        Assert.Equal(0.8, overall.Champion.Value, 1e-12);
        Assert.Equal(0.8 - (1.96 * 0.01265), overall.Champion.Lower, 0.0015);
        Assert.Equal(0.8 + (1.96 * 0.01265), overall.Champion.Upper, 0.0015);
    }

    // What Holm promises: with nobody hurt beyond the margin, some segment is called hurt in at most 5 % of all gates. Here the challenger is exactly
    // at the margin everywhere, the worst case; 200 gates may show up to 17 by chance (binomial, 99 %).
    [Fact]
    public void Judge_NoSegmentIsHurtBeyondTheMargin_RarelyCallsOneHurt()
    {
        var policy = new GatePolicy { Metric = "accuracy", Margin = 0.1, SegmentMargin = 0.1, SmallestSegment = 10, Resamples = 400 };
        var random = new Random(7);
        var calledHurt = 0;
        for (var gate = 0; gate < 200; gate++)
        {
            var rows = new EvaluationRows(EvaluationTask.BinaryClassification, new double[600]);
            string?[] zones = [.. Enumerable.Range(0, 600).Select(static row => $"z{row % 6}")];
            var champion = Hitting(rows, 0.8, random);
            var challenger = Hitting(rows, 0.72, random);
            var verdict = PromotionGate.Judge(champion, challenger, Segments("zone", zones), policy);
            calledHurt += verdict.Segments.Any(static segment => segment.Outcome == GateOutcome.Worse) ? 1 : 0;
        }

        Assert.InRange(calledHurt, 0, 17);
    }

    [Fact]
    public void Judge_PolicyOutOfRange_ListsEveryViolation()
    {
        var (rows, _) = Draw(30, seed: 1);
        var model = Noisy(rows, deviation: 1, seed: 2);

        var exception = Assert.Throws<ArgumentException>(() =>
            PromotionGate.Judge(model, model, NoSegments, new GatePolicy { Margin = 2, Confidence = 1, Resamples = 5 }));

        Assert.StartsWith(
            "The policy of the gate cannot be used: the margin is 2; 0 to 1 is allowed; the confidence is 1; 0.5 to 0.999 is allowed; "
            + "the number of resamples is 5; 100 to 100,000 are allowed.", exception.Message, StringComparison.Ordinal);
    }

    private static (EvaluationRows Rows, string?[] Vendors) Draw(int count, int seed)
    {
        var random = new Random(seed);
        var labels = new double[count];
        var vendors = new string?[count];
        for (var row = 0; row < count; row++)
        {
            labels[row] = random.NextNormal();
            vendors[row] = (row % 4) switch { 0 or 1 => "a", 2 => "b", _ => "c" };
        }

        return (new EvaluationRows(EvaluationTask.Regression, labels), vendors);
    }

    private static Predictions Noisy(EvaluationRows rows, double deviation, int seed) => Noisy(rows, _ => deviation, seed);

    private static Predictions Noisy(EvaluationRows rows, Func<int, double> deviation, int seed)
    {
        var random = new Random(seed);
        return new Predictions(rows, [.. rows.Labels.Select((label, row) => label + (deviation(row) * random.NextNormal()))]);
    }

    private static Predictions Hitting(EvaluationRows rows, double share, Random random) =>
        new(rows, [.. rows.Labels.Select(label => random.NextDouble() < share ? label : 1 - label)]);

    private static Dictionary<string, IReadOnlyList<string?>> Segments(string column, string?[] values) => new() { [column] = values };
}
