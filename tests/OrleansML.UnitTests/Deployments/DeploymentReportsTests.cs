using OrleansML.Deployments;
using OrleansML.Grains.Deployments;

namespace OrleansML.UnitTests.Deployments;

public sealed class DeploymentReportsTests
{
    private static readonly Guid One = Guid.Parse("11111111-1111-1111-1111-111111111111");
    private static readonly Guid Other = Guid.Parse("22222222-2222-2222-2222-222222222222");

    private readonly DeploymentReports _reports = new();

    [Fact]
    public void FiguresOf_ReportsOfTwoRoutersLateAndTwice_AreTheSumOfTheLast()
    {
        _reports.Add(Report(One, 5, answered: 10, failed: 1));
        _reports.Add(Report(One, 5, answered: 30, failed: 2));
        _reports.Add(Report(One, 5, answered: 20, failed: 1));
        _reports.Add(Report(Other, 5, answered: 4, failed: 0));
        _reports.Add(Report(Other, 5, answered: 4, failed: 0));

        var figures = _reports.FiguresOf(2, revision: 5, quantile: 0.95);

        Assert.Equal((36L, 2L), (figures.Requests, figures.Failed));
        Assert.Equal(TimeSpan.FromMicroseconds(9), figures.Quantile);
    }

    [Fact]
    public void FiguresOf_NewerRevision_ForgetsTheOneBefore()
    {
        _reports.Add(Report(One, 5, answered: 10, failed: 1));
        _reports.Add(Report(Other, 6, answered: 3, failed: 0));
        _reports.Add(Report(One, 5, answered: 50, failed: 1));

        Assert.Equal(3, _reports.FiguresOf(2, revision: 6, quantile: 0.95).Requests);
        Assert.Equal(0, _reports.FiguresOf(2, revision: 5, quantile: 0.95).Requests);
    }

    [Fact]
    public void ShadowOf_TwoRouters_AddsCountsAndTakesTheLargestDifference()
    {
        _reports.Add(Report(One, 5, 0, 0) with { Shadow = new ShadowFigures { Compared = 3, Differing = 1, LargestDifference = 0.5, Decisions = 3, EqualDecisions = 2 } });
        _reports.Add(Report(Other, 5, 0, 0) with { Shadow = new ShadowFigures { Compared = 4, Failed = 2, Dropped = 1, LargestDifference = 0.25, Decisions = 4, EqualDecisions = 4 } });

        Assert.Equal(
            new ShadowFigures { Compared = 7, Differing = 1, Failed = 2, Dropped = 1, LargestDifference = 0.5, Decisions = 7, EqualDecisions = 6 },
            _reports.ShadowOf(5));
    }

    private static RouterReport Report(Guid router, long revision, long answered, long failed)
    {
        var counts = new long[LatencyBuckets.Count];
        counts[8] = answered;
        return new RouterReport { Router = router, Revision = revision, Versions = [new VersionCounts { Version = 2, Failed = failed, Answered = counts }] };
    }
}
