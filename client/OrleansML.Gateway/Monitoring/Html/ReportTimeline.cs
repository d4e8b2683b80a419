using System.Text;
using OrleansML.Monitoring;
using static OrleansML.Gateway.Monitoring.ReportTexts;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Draws what happened window by window, with the times of incidents behind it and a line where another version came.</summary>
internal static class ReportTimeline
{
    private const int Width = 640;
    private const int Height = 80;

    public static void Draw(StringBuilder page, MonitorReportInfo report)
    {
        page.Append("<section id=\"timeline\"><h2>Timeline</h2>");
        if (report.Timeline.Length == 0)
        {
            page.Append("<p>No windows.</p></section>\n");
            return;
        }

        var (start, end) = (report.Timeline[0].Start, report.Timeline[^1].End);
        Key(page, report);
        foreach (var line in LinesOf(report.Timeline))
        {
            double[] known = [.. report.Timeline.Select(line.Value).OfType<double>()];
            var highest = known.Length == 0 ? 0 : known.Max();
            var most = known.Length == 0 ? "cannot be said" : highest <= 0 ? "none" : $"up to {line.Text(highest)}";
            page.Append($"<p class=\"ends\"><span>{Escape(line.Name)}</span><span>{Escape(most)}</span></p><svg class=\"line\" viewBox=\"0 0 {Width} {Height}\" preserveAspectRatio=\"none\" role=\"img\"><title>{Escape(line.Name)} by window</title><desc>{Number(report.Timeline.Length)} windows from {Time(start)} to {Time(end)}: {Escape(most)}.</desc>");
            foreach (var incident in report.Incidents)
                Incident(page, incident, start, end);
            foreach (var point in report.Timeline)
                Window(page, point, line, highest, start, end);
            foreach (var version in Changes(report).Where(version => version.From < end))
                Change(page, version, start, end);
            page.Append("</svg>");
        }

        page.Append($"<p class=\"ends\"><span>{Time(start)}</span><span>{Time(end)}</span></p></section>\n");
    }

    private static ReportLine[] LinesOf(MonitorPoint[] points)
    {
        var metric = points.Select(static point => point.Metric).OfType<string>().FirstOrDefault();
        return
        [
            new("Rows in a window", static point => point.Rows, static rows => Number(rows)),
            new("Largest PSI of a column", static point => point.Psi, static psi => Score(psi), static point => point.Column),
            new("Requests that failed", static point => point.FailedShare, static share => Percent(share)),
            new("Latency, 99 %", static point => point.P99Milliseconds, static time => Milliseconds(time)),
            .. metric is null ? [] : new ReportLine[] { new(metric, static point => point.Performance, static value => Score(value)) },
        ];
    }

    private static void Key(StringBuilder page, MonitorReportInfo report)
    {
        page.Append("<p class=\"key\">");
        if (report.Incidents.Length > 0)
            page.Append("<span class=\"incident\"></span> an incident ");
        foreach (var version in Changes(report))
            page.Append($"<span class=\"change\"></span> version {Number(version.Version)} came at {Time(version.From)} ");
        page.Append("</p>");
    }

    // A version that was there when the time began did not come in it.
    private static IEnumerable<MonitorVersionTime> Changes(MonitorReportInfo report) =>
        report.Versions.Where(version => version.From > report.Versions.Min(static other => other.From));

    private static void Window(StringBuilder page, MonitorPoint point, ReportLine line, double highest, DateTimeOffset start, DateTimeOffset end)
    {
        if (line.Value(point) is not { } number)
            return;

        var (x, width) = (XOf(point.Start, start, end), XOf(point.End, start, end) - XOf(point.Start, start, end));
        var height = highest <= 0 ? 0 : Math.Max(0, number) / highest * Height;
        var column = line.Column?.Invoke(point) is { } name ? $" ({name})" : "";
        page.Append($"<rect class=\"now\" x=\"{Place(x + (width * 0.1))}\" y=\"{Place(Height - height)}\" width=\"{Place(width * 0.8)}\" height=\"{Place(height)}\"><title>{Time(point.Start)}: {Escape(line.Text(number))}{Escape(column)}</title></rect>");
    }

    private static void Incident(StringBuilder page, MonitorIncidentInfo incident, DateTimeOffset start, DateTimeOffset end)
    {
        var (from, until) = (XOf(incident.Window, start, end), XOf(incident.ClosedAt ?? end, start, end));
        if (until > from)
            page.Append($"<rect class=\"incident\" x=\"{Place(from)}\" y=\"0\" width=\"{Place(until - from)}\" height=\"{Height}\"><title>{Escape(incident.Rule)} in {Escape(incident.Segment)}</title></rect>");
    }

    private static void Change(StringBuilder page, MonitorVersionTime version, DateTimeOffset start, DateTimeOffset end)
    {
        var x = Place(XOf(version.From, start, end));
        page.Append($"<line class=\"change\" x1=\"{x}\" y1=\"0\" x2=\"{x}\" y2=\"{Height}\"><title>Version {Number(version.Version)} from {Time(version.From)}</title></line>");
    }

    private static double XOf(DateTimeOffset time, DateTimeOffset start, DateTimeOffset end) =>
        Math.Clamp((time - start).TotalSeconds / Math.Max(1, (end - start).TotalSeconds), 0, 1) * Width;
}
