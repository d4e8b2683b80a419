using System.Text;
using OrleansML.Monitoring;
using static OrleansML.Gateway.Monitoring.ReportTexts;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Draws pictures of a report as SVG within the page.</summary>
internal static class ReportCharts
{
    private const int Width = 640;
    private const int Bars = 120;
    private const int Row = 80;

    /// <summary>Bars of then and now side by side; each bar tells its numbers.</summary>
    public static void Distribution(StringBuilder page, string column, MonitorDistribution distribution)
    {
        var then = Shares(distribution.Then);
        var now = Shares(distribution.Now)!;
        var highest = Math.Max(1e-9, Math.Max(now.Max(), then?.Max() ?? 0));
        var step = (double)Width / now.Length;
        page.Append($"<svg class=\"bars\" viewBox=\"0 0 {Width} {Bars}\" preserveAspectRatio=\"none\" role=\"img\"><title>Distribution of {Escape(column)}</title><desc>Shares of {Number(now.Length)} bars, then and now, from {Escape(distribution.Bars[0])} to {Escape(distribution.Bars[^1])}.</desc>");
        for (var bar = 0; bar < now.Length; bar++)
        {
            if (then is not null)
                Bar(page, "then", (bar * step) + (step * 0.1), step * 0.38, then[bar] / highest, $"{distribution.Bars[bar]} then: {Percent(then[bar])}");
            Bar(page, "now", (bar * step) + (step * 0.52), step * 0.38, now[bar] / highest, $"{distribution.Bars[bar]} now: {Percent(now[bar])}");
        }

        page.Append($"</svg><p class=\"ends\"><span>{Escape(Short(distribution.Bars[0]))}</span><span>{Escape(Short(distribution.Bars[^1]))}</span></p>");
    }

    /// <summary>Rows, drift and performance window by window, with the times of incidents behind them.</summary>
    public static void Timeline(StringBuilder page, MonitorReportInfo report)
    {
        page.Append("<section><h2>Timeline</h2>");
        if (report.Timeline.Length == 0)
        {
            page.Append("<p>No windows.</p></section>\n");
            return;
        }

        var metric = report.Timeline.Select(static point => point.Metric).OfType<string>().FirstOrDefault();
        (string Name, Func<MonitorPoint, double?> Value)[] lines =
        [
            ("Rows", static point => point.Rows),
            ("Largest PSI", static point => point.Psi),
            ("Failed share", static point => point.FailedShare),
            ("p99 in ms", static point => point.P99Milliseconds),
            .. metric is null ? [] : new (string, Func<MonitorPoint, double?>)[] { (metric, static point => point.Performance) },
        ];
        var (start, end) = (report.Timeline[0].Start, report.Timeline[^1].End);
        foreach (var (name, value) in lines)
        {
            var known = report.Timeline.Select(value).OfType<double>().ToArray();
            var highest = known.Length == 0 ? 0 : known.Max();
            page.Append($"<p class=\"ends\"><span>{Escape(name)}</span><span>{(known.Length == 0 ? "cannot be said" : $"at most {Number((double?)highest)}")}</span></p>");
            page.Append($"<svg class=\"line\" viewBox=\"0 0 {Width} {Row}\" preserveAspectRatio=\"none\" role=\"img\"><title>{Escape(name)} by window</title><desc>{Number(report.Timeline.Length)} windows from {Time(start)} to {Time(end)}, at most {Number((double?)highest)}.</desc>");
            foreach (var incident in report.Incidents)
                Span(page, incident, start, end);
            foreach (var point in report.Timeline)
            {
                var (x, width) = (XOf(point.Start, start, end), XOf(point.End, start, end) - XOf(point.Start, start, end));
                if (value(point) is { } number)
                {
                    var height = highest <= 0 ? 0 : Math.Max(0, number) / highest * Row;
                    var column = name == "Largest PSI" && point.Column is { } worst ? $" ({worst})" : "";
                    page.Append($"<rect class=\"now\" x=\"{Place(x + (width * 0.1))}\" y=\"{Place(Row - height)}\" width=\"{Place(width * 0.8)}\" height=\"{Place(height)}\"><title>{Time(point.Start)}: {Number((double?)number)}{Escape(column)}</title></rect>");
                }
            }

            page.Append("</svg>");
        }

        page.Append($"<p>{Time(start)} to {Time(end)}; times of incidents are shaded.</p></section>\n");
    }

    private static void Span(StringBuilder page, MonitorIncidentInfo incident, DateTimeOffset start, DateTimeOffset end)
    {
        var (from, until) = (XOf(incident.Window, start, end), XOf(incident.ClosedAt ?? end, start, end));
        if (until > from)
            page.Append($"<rect class=\"incident\" x=\"{Place(from)}\" y=\"0\" width=\"{Place(until - from)}\" height=\"{Row}\"><title>{Escape(incident.Rule)} in {Escape(incident.Segment)}</title></rect>");
    }

    private static double XOf(DateTimeOffset time, DateTimeOffset start, DateTimeOffset end) =>
        Math.Clamp((time - start).TotalSeconds / Math.Max(1, (end - start).TotalSeconds), 0, 1) * Width;

    private static void Bar(StringBuilder page, string kind, double x, double width, double height, string title) => page.Append(
        $"<rect class=\"{kind}\" x=\"{Place(x)}\" y=\"{Place(Bars - (height * Bars))}\" width=\"{Place(width)}\" height=\"{Place(height * Bars)}\"><title>{Escape(title)}</title></rect>");

    private static double[]? Shares(long[]? counts)
    {
        if (counts is null)
            return null;

        var sum = Math.Max(1, counts.Sum());
        return Array.ConvertAll(counts, count => (double)count / sum);
    }

    private static string Short(string text) => text.Length <= 30 ? text : $"{text[..30]}...";
}
