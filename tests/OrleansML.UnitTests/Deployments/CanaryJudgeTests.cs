using OrleansML.Deployments;
using OrleansML.Grains.Deployments;

namespace OrleansML.UnitTests.Deployments;

public sealed class CanaryJudgeTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly CanaryPlan Plan = new()
    {
        Version = 2,
        Steps = [5, 25, 100],
        Bake = TimeSpan.FromMinutes(10),
        Limits = new CanaryLimits(),
        StepStartedAt = Start,
    };

    [Fact]
    public void Judge_BeforeTheEndOfTheBake_Waits()
    {
        var verdict = CanaryJudge.Judge(Plan, Figures(1, 1000), Figures(2, 50), Start + TimeSpan.FromMinutes(10) - TimeSpan.FromTicks(1));

        Assert.Equal(new CanaryVerdict(CanaryVerdictKind.Wait, "step 1 of 3 (5 %) bakes until 2026-03-01 12:10:00Z"), verdict);
    }

    [Fact]
    public void Judge_BakedWithTooFewRequests_WaitsForThem()
    {
        var verdict = CanaryJudge.Judge(Plan, Figures(1, 1000), Figures(2, 49), Start + TimeSpan.FromDays(1));

        Assert.Equal(new CanaryVerdict(CanaryVerdictKind.Wait, "step 1 of 3 (5 %) has baked and waits for requests: 49 of 50"), verdict);
    }

    [Fact]
    public void Judge_BakedAndNoWorse_Advances()
    {
        var verdict = CanaryJudge.Judge(Plan, Figures(1, 1000, failed: 10, quantile: 8), Figures(2, 50, failed: 1, quantile: 18), Start + TimeSpan.FromMinutes(10));

        Assert.Equal(CanaryVerdictKind.Advance, verdict.Kind);
        Assert.Equal(
            "step 1 of 3 (5 %) is passed: failed 1 of 50 requests (2 %), answered within 18 ms, the champion failed 10 of 1000 requests (1 %), answered within 8 ms",
            verdict.Reason);
    }

    [Fact]
    public void Judge_FailsMoreThanTheMargin_RollsBackWithoutWaitingForTheBake()
    {
        var verdict = CanaryJudge.Judge(Plan, Figures(1, 1000, failed: 10), Figures(2, 60, failed: 5), Start);

        Assert.Equal(
            new CanaryVerdict(
                CanaryVerdictKind.RollBack,
                "version 2 failed 5 of 60 requests (8.33 %), the champion 10 of 1000 requests (1 %); 1 % more are allowed"),
            verdict);
    }

    [Theory]
    [InlineData(49, 49, 0)] // Too few requests to decide.
    [InlineData(50, 2, 0)] // Two failures may be chance.
    [InlineData(150, 3, 10)] // Two percent are one more than the champion's, which is allowed.
    public void Judge_FailuresWithinTheLimits_DoNotRollBack(long requests, long failed, long failedOfChampion)
    {
        var verdict = CanaryJudge.Judge(Plan, Figures(1, 1000, failedOfChampion), Figures(2, requests, failed), Start);

        Assert.Equal(CanaryVerdictKind.Wait, verdict.Kind);
    }

    [Theory]
    [InlineData(8, 18, false)] // Exactly 10 ms longer, more than twice as long.
    [InlineData(8, 18.5, true)]
    [InlineData(30, 60, false)] // Exactly twice as long.
    [InlineData(30, 61, true)]
    public void Judge_Latency_RollsBackAboveBothRatioAndMargin(double champion, double canary, bool rollsBack)
    {
        var verdict = CanaryJudge.Judge(Plan, Figures(1, 1000, quantile: champion), Figures(2, 50, quantile: canary), Start);

        Assert.Equal(rollsBack ? CanaryVerdictKind.RollBack : CanaryVerdictKind.Wait, verdict.Kind);
    }

    [Fact]
    public void Judge_ChampionAnswersNothingInTheLastStep_IsComparedAsItWasBefore()
    {
        var plan = Plan with { Step = 2, Baseline = Figures(1, 1000, quantile: 8) };

        var verdict = CanaryJudge.Judge(plan, Figures(1, 0), Figures(2, 50, quantile: 100), Start);

        Assert.Equal(
            new CanaryVerdict(
                CanaryVerdictKind.RollBack,
                "version 2 answered 95 % of 50 requests within 100 ms, the champion within 8 ms; 2 times as long and 10 ms more are allowed"),
            verdict);
    }

    [Fact]
    public void Judge_NoRequestsNeeded_AdvancesByTheClockAlone()
    {
        var plan = Plan with { Limits = new CanaryLimits { MinimumRequests = 0 } };

        Assert.Equal(CanaryVerdictKind.Advance, CanaryJudge.Judge(plan, Figures(1, 0), Figures(2, 0), Start + plan.Bake).Kind);
    }

    private static VersionFigures Figures(int version, long requests, long failed = 0, double? quantile = null) => new()
    {
        Version = version,
        Requests = requests,
        Failed = failed,
        Quantile = quantile is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
    };
}
