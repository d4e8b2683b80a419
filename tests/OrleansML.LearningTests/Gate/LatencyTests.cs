using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Gate;
using Xunit;

namespace OrleansML.LearningTests.Gate;

public sealed class LatencyTests
{
    // By hand: of 200 times from 1 to 200, the 100th is the median, and the 198th the 99th percentile.
    [Fact]
    public void Of_TwoHundredTimes_TakesTheSmallestThatTheShareLiesWithin()
    {
        double[] times = [.. Enumerable.Range(1, 200).Select(static time => (double)time).Reverse()];

        Assert.Equal(new LatencyQuantiles(100, 198), LatencyQuantiles.Of(times));
    }

    [Theory]
    [InlineData(3.0, 6.0, 2.0, true)]
    [InlineData(3.0, 6.1, 2.0, false)]
    [InlineData(0.1, 1.0, 2.0, true)]
    [InlineData(0.1, 1.1, 2.0, false)]
    [InlineData(3.0, 50.0, null, true)]
    public void Judge_Latency_IsAllowedUpToTheRatioAndAlwaysUpToOneMillisecond(double champion, double challenger, double? ratio, bool passes)
    {
        var verdict = PromotionGate.Judge(Verdict(ratio), new LatencyComparison { Calls = 200, Champion = new(1, champion), Challenger = new(1, challenger) });

        Assert.Equal(passes, verdict.Passed);
        Assert.Equal(passes ? 0 : 1, verdict.Reasons.Count);
        Assert.Equal(challenger, verdict.Latency!.Challenger.Percentile99);
    }

    [Fact]
    public void Judge_TooSlow_SaysTheNumbers()
    {
        var verdict = PromotionGate.Judge(Verdict(2), new LatencyComparison { Calls = 200, Champion = new(1, 3), Challenger = new(4, 6.5) });

        Assert.Equal(
            ["The challenger is too slow: of 200 calls of one row, 99 % took up to 6.5 ms beside 3 ms of the champion; up to 6 ms is allowed."], verdict.Reasons);
    }

    [Fact]
    public void Judge_NoChampion_RefusesNothing() =>
        Assert.True(PromotionGate.Judge(Verdict(2), new LatencyComparison { Calls = 200, Challenger = new(4, 600) }).Passed);

    [Fact]
    public void Violations_RatioBelowOne_IsOne() =>
        Assert.Equal(["the ratio of latencies is 0.5; 1 to 100 is allowed"], new GatePolicy { LatencyRatio = 0.5 }.Violations());

    private static GateVerdict Verdict(double? ratio)
    {
        var rows = new EvaluationRows(EvaluationTask.Regression, [1, 2, 3, 4]);
        var model = new Predictions(rows, [1, 2, 3, 5]);
        return PromotionGate.Judge(model, model, new Dictionary<string, IReadOnlyList<string?>>(), new GatePolicy { LatencyRatio = ratio, Resamples = 100 });
    }
}
