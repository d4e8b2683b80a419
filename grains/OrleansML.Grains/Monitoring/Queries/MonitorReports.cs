using System.Globalization;
using OrleansML.Learning.Monitoring;
using OrleansML.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>Makes reports of windows that have been read. Pure, and takes its time: to be called off a grain's turn.</summary>
internal static class MonitorReports
{
    /// <summary>What a segment was given and said.</summary>
    /// <param name="plan">What is asked for.</param>
    /// <param name="data">The windows as one.</param>
    /// <param name="timeline">Each of the windows, oldest first.</param>
    /// <param name="baseline">What they are compared with.</param>
    /// <param name="incidents">All incidents of the model that are known.</param>
    /// <param name="estimates">How good the version probably is; left out: that is not said.</param>
    public static MonitorReport ReportOf(
        QueryPlan plan, SegmentData data, MonitorPoint[] timeline, QueryBaseline baseline, IReadOnlyList<MonitorIncident> incidents, WindowEstimates? estimates = null)
    {
        var whole = data.Window;
        return new MonitorReport
        {
            Model = plan.Model,
            Version = plan.Version,
            Segment = plan.Segment,
            From = plan.From,
            Until = plan.Until,
            Baseline = baseline.Text,
            Rows = whole.Rows,
            Answered = whole.Answered,
            Failed = whole.Failed,
            P50Milliseconds = Milliseconds(whole, 0.5),
            P90Milliseconds = Milliseconds(whole, 0.9),
            P99Milliseconds = Milliseconds(whole, 0.99),
            Columns = ColumnReports.Of(whole.Inputs, isOutput: false, baseline),
            Outputs = ColumnReports.Of(whole.Outputs, isOutput: true, baseline),
            Performance = PerformanceReports.Of(data.Performance),
            Estimated = estimates is null ? [] : PerformanceReports.Of(estimates.Estimate(whole)),
            Lost = [.. plan.Index.Lost.Where(loss => plan.Version == 0 || loss.Version == plan.Version)],
            Watermark = plan.Index.Watermark,
            Definition = plan.Summary(),
            Incidents = [.. incidents.Where(incident => Concerns(plan, incident))],
            Timeline = timeline,
            Notes = [.. NotesOf(plan, whole, timeline, baseline)],
            Versions = plan.Versions(),
        };
    }

    /// <summary>One segment.</summary>
    public static MonitorSegmentReport SegmentOf(
        string segment, SegmentData data, QueryBaseline baseline, long rowsOfWhole, IReadOnlyList<MonitorIncident> incidents)
    {
        var worst = ColumnReports.Worst(data.Window, baseline);
        var (missing, rows) = data.Window.Inputs.Values.Aggregate((0L, 0L), static (sum, column) => (sum.Item1 + column.Missing, sum.Item2 + column.Rows));
        return new MonitorSegmentReport
        {
            Segment = segment,
            Rows = data.Window.Rows,
            Share = rowsOfWhole == 0 ? null : (double)data.Window.Rows / rowsOfWhole,
            Column = worst?.Column,
            Psi = worst?.Psi,
            Reason = worst is null ? baseline.Reason ?? "No column has enough values on both sides, or bins that can be compared." : null,
            Missing = rows == 0 ? null : (double)missing / rows,
            Performance = PerformanceReports.Of(data.Performance),
            OpenIncidents = incidents.Count(incident => incident.ClosedAt is null && incident.Segment == segment),
        };
    }

    /// <summary>Worst first: open incidents, then drift, then rows.</summary>
    public static MonitorSegmentReport[] Sort(IEnumerable<MonitorSegmentReport> segments) =>
    [
        .. segments.OrderByDescending(static segment => segment.OpenIncidents)
            .ThenByDescending(static segment => segment.Psi ?? -1)
            .ThenByDescending(static segment => segment.Rows)
            .ThenBy(static segment => segment.Segment, StringComparer.Ordinal),
    ];

    /// <summary>One window by itself.</summary>
    public static MonitorPoint PointOf(MonitorKey window, SegmentData data, QueryBaseline baseline)
    {
        var requests = data.Window.Answered + data.Window.Failed;
        var worst = ColumnReports.Worst(data.Window, baseline);
        var main = PerformanceReports.Of(data.Performance).FirstOrDefault();
        return new MonitorPoint
        {
            Start = window.Start,
            End = window.Start + window.Length,
            Rows = data.Window.Rows,
            FailedShare = requests == 0 ? null : (double)data.Window.Failed / requests,
            P99Milliseconds = Milliseconds(data.Window, 0.99),
            Column = worst?.Column,
            Psi = worst?.Psi,
            Performance = main?.Value,
            Metric = main?.Metric,
        };
    }

    private static bool Concerns(QueryPlan plan, MonitorIncident incident) =>
        (plan.Segment == MonitorSegments.Whole || incident.Segment == plan.Segment)
        && (incident.ClosedAt is not { } closed || (incident.OpenedAt < plan.Until && closed > plan.From));

    private static string NoWindows(QueryPlan plan)
    {
        MonitorIndexWindow[] windows = [.. plan.Index.Windows.Where(window => window.Versions.Contains(plan.Version))];
        return windows.Length == 0
            ? "There are no windows in this time."
            : string.Create(
                CultureInfo.InvariantCulture,
                $"There are no windows in this time; those of version {plan.Version} lie between {windows.Min(static window => window.Start):u} and {windows.Max(static window => window.Start + window.Length):u}.");
    }

    private static IEnumerable<string> NotesOf(QueryPlan plan, SegmentWindow whole, MonitorPoint[] timeline, QueryBaseline baseline)
    {
        if (timeline.Length == 0)
            yield return NoWindows(plan);
        else if (plan.Index.Watermark is { } complete && timeline[^1].End > complete)
            yield return string.Create(CultureInfo.InvariantCulture, $"Windows are complete until {complete:u}; the last one goes on.");
        foreach (var waiting in plan.Index.Waiting)
            yield return string.Create(CultureInfo.InvariantCulture, $"Requests of version {waiting.Version} wait to be counted and are in no window, because it is not known how: {waiting.Reason}");
        if (baseline.Reason is { } reason)
            yield return reason;
        if (whole.Unmerged.Count > 0)
            yield return $"The bins, categories or kinds of these columns changed within this time; only windows that are as the first one count: {string.Join(", ", whole.Unmerged)}.";
    }

    private static double? Milliseconds(SegmentWindow window, double share) => window.Latency.Quantile(share)?.TotalMilliseconds;
}
