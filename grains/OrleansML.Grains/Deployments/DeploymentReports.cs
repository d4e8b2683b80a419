using OrleansML.Deployments;

namespace OrleansML.Grains.Deployments;

/// <summary>The last report of each router about the newest revision, and their sum.</summary>
internal sealed class DeploymentReports
{
    // Routers come and go; none of them may fill the memory.
    private const int MostRouters = 10_000;

    private const double UsualQuantile = 0.95;

    private readonly Dictionary<Guid, RouterReport> _reports = [];
    private long _revision;

    /// <summary>Takes a report in; one about an older revision says nothing any more.</summary>
    public void Add(RouterReport report)
    {
        if (report.Revision < _revision)
            return;
        if (report.Revision > _revision)
        {
            _revision = report.Revision;
            _reports.Clear();
        }

        // Messages may overtake each other, and counts only grow.
        if (_reports.TryGetValue(report.Router, out var known) ? Total(known) <= Total(report) : _reports.Count < MostRouters)
            _reports[report.Router] = report;
    }

    /// <summary>Figures of the versions of a plan.</summary>
    public VersionFigures[] FiguresOf(DeploymentPlan plan, long revision) =>
        [.. plan.Weights.Select(weight => FiguresOf(weight.Version, revision, plan.Canary?.Limits.LatencyQuantile ?? UsualQuantile))];

    /// <summary>Figures of one version.</summary>
    public VersionFigures FiguresOf(int version, long revision, double quantile)
    {
        var answered = new long[LatencyBuckets.Count];
        long failed = 0;
        foreach (var counts in ReportsOf(revision).SelectMany(static report => report.Versions).Where(counts => counts.Version == version))
        {
            failed += counts.Failed;
            for (var bucket = 0; bucket < Math.Min(answered.Length, counts.Answered.Length); bucket++)
                answered[bucket] += counts.Answered[bucket];
        }

        return new VersionFigures
        {
            Version = version,
            Requests = answered.Sum() + failed,
            Failed = failed,
            Median = LatencyBuckets.Quantile(answered, 0.5),
            Quantile = LatencyBuckets.Quantile(answered, quantile),
        };
    }

    /// <summary>Figures of the shadow version.</summary>
    public ShadowFigures ShadowOf(long revision)
    {
        var sum = new ShadowFigures();
        foreach (var report in ReportsOf(revision))
        {
            if (report.Shadow is not { } shadow)
                continue;

            sum = new ShadowFigures
            {
                Compared = sum.Compared + shadow.Compared,
                Differing = sum.Differing + shadow.Differing,
                Failed = sum.Failed + shadow.Failed,
                Dropped = sum.Dropped + shadow.Dropped,
                LargestDifference = Math.Max(sum.LargestDifference, shadow.LargestDifference),
                Decisions = sum.Decisions + shadow.Decisions,
                EqualDecisions = sum.EqualDecisions + shadow.EqualDecisions,
            };
        }

        return sum;
    }

    private IEnumerable<RouterReport> ReportsOf(long revision) => revision == _revision ? _reports.Values : [];

    private static long Total(RouterReport report) =>
        report.Versions.Sum(static counts => counts.Failed + counts.Answered.Sum())
        + (report.Shadow is { } shadow ? shadow.Compared + shadow.Failed + shadow.Dropped : 0);
}
