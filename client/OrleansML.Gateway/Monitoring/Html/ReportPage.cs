using System.Text;
using OrleansML.Monitoring;
using static OrleansML.Gateway.Monitoring.ReportTexts;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Writes a report as one page of HTML that needs nothing else. Pure; every text is escaped.</summary>
internal static class ReportPage
{
    /// <summary>The page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="segments">The segments of the same time; null: they are not shown.</param>
    public static string Render(MonitorReportInfo report, MonitorSegmentList? segments)
    {
        var page = new StringBuilder();
        var title = $"{report.Model} version {Number(report.Version)}";
        page.Append($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><link rel=\"icon\" href=\"data:,\"><title>{Escape(title)}</title><style>{ReportStyle.Css}</style></head><body><main>\n");
        page.Append($"<header><h1>{Escape(title)}</h1><p>Segment <b>{Escape(report.Segment)}</b>, {Time(report.From)} to {Time(report.Until)}, compared with {Escape(report.Baseline)}. Complete until {(report.Watermark is { } mark ? Time(mark) : "-")}.</p></header>\n");
        foreach (var note in report.Notes)
            page.Append($"<p class=\"note\">{Escape(note)}</p>\n");
        Figures(page, report);
        Incidents(page, report.Incidents);
        ReportCharts.Timeline(page, report);
        if (segments is not null)
            Segments(page, segments);
        Performance(page, report.Performance);
        if (report.Estimated.Length > 0)
        {
            page.Append("<section><h2>Estimated performance</h2><p>By the scores alone, as if they meant what they meant in training; with bands of three sampling errors.</p>");
            Metrics(page, "Estimated performance", report.Estimated);
        }

        Columns(page, "Inputs", report.Columns);
        Columns(page, "Outputs", report.Outputs);
        page.Append("</main></body></html>\n");
        return page.ToString();
    }

    private static void Figures(StringBuilder page, MonitorReportInfo report)
    {
        page.Append("<dl class=\"figures\">");
        foreach (var (name, value) in new[]
        {
            ("Rows", Number(report.Rows)), ("Answered", Number(report.Answered)), ("Failed", Number(report.Failed)),
            ("p50", Milliseconds(report.P50Milliseconds)), ("p90", Milliseconds(report.P90Milliseconds)), ("p99", Milliseconds(report.P99Milliseconds)),
            ("Lost", Number(report.Lost.Sum(static loss => loss.Lost + loss.Dropped))),
        })
        {
            page.Append($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        }

        page.Append("</dl>\n");
    }

    private static void Incidents(StringBuilder page, MonitorIncidentInfo[] incidents)
    {
        page.Append("<section><h2>Incidents</h2>");
        if (incidents.Length == 0)
        {
            page.Append("<p>None in this time.</p></section>\n");
            return;
        }

        Head(page, "Incidents, newest first", "incidents", "Severity", "Rule", "Segment", "Opened", "Closed", "What");
        foreach (var incident in incidents)
        {
            page.Append($"<tr><td><span class=\"tag {Escape(incident.Severity)}\">{Escape(incident.Severity)}</span></td><th scope=\"row\">{Escape(incident.Rule)}</th><td>{Escape(incident.Segment)}</td><td>{Time(incident.OpenedAt)}</td><td>{(incident.ClosedAt is { } closed ? Time(closed) : "open")}{(incident.IsSilenced ? ", silenced" : "")}</td><td>{Escape(incident.Text)}</td></tr>");
        }

        page.Append("</tbody></table></div></section>\n");
    }

    private static void Segments(StringBuilder page, MonitorSegmentList segments)
    {
        page.Append($"<section><h2>Segments</h2><p>Worst first, compared with {Escape(segments.Baseline)}.</p>");
        Head(page, "Segments, worst first", "segments", "Segment", "Rows", "Share", "Largest drift", "PSI", "Missing", "Performance", "Open incidents");
        foreach (var segment in segments.Segments)
        {
            page.Append($"<tr><th scope=\"row\">{Escape(segment.Segment)}</th><td class=\"n\">{Number(segment.Rows)}</td><td class=\"n\">{Percent(segment.Share)}</td><td>{Escape(segment.Column ?? segment.Reason ?? "-")}</td><td class=\"n\">{Number(segment.Psi)}</td><td class=\"n\">{Percent(segment.Missing)}</td><td>{(segment.Performance.FirstOrDefault() is { } metric ? Metric(metric) : "-")}</td><td class=\"n\">{Number(segment.OpenIncidents)}</td></tr>");
        }

        page.Append("</tbody></table></div></section>\n");
    }

    private static void Performance(StringBuilder page, MonitorPerformance[] metrics)
    {
        page.Append("<section><h2>Performance</h2>");
        if (metrics.Length == 0)
        {
            page.Append("<p>No labels came for this time.</p></section>\n");
            return;
        }

        Metrics(page, "Performance with 95 % intervals", metrics);
    }

    private static void Metrics(StringBuilder page, string title, MonitorPerformance[] metrics)
    {
        Head(page, title, "performance", "Metric", "Value", "Lower", "Upper", "Predictions", "Reason");
        foreach (var metric in metrics)
        {
            page.Append($"<tr><th scope=\"row\">{Escape(metric.Metric)}</th><td class=\"n\">{Number(metric.Value)}</td><td class=\"n\">{Number(metric.Lower)}</td><td class=\"n\">{Number(metric.Upper)}</td><td class=\"n\">{Number(metric.Count)}</td><td>{Escape(metric.Reason ?? "")}</td></tr>");
        }

        page.Append("</tbody></table></div></section>\n");
    }

    private static void Columns(StringBuilder page, string heading, MonitorColumn[] columns)
    {
        page.Append($"<section><h2>{heading}</h2><p class=\"key\"><span class=\"then\"></span> then <span class=\"now\"></span> now, in shares of rows</p><div class=\"cards\">");
        foreach (var column in columns)
        {
            var psi = column.Drift.FirstOrDefault();
            page.Append($"<article class=\"{(psi?.IsDrift == true ? "drift" : "")}\"><h3>{Escape(column.Name)}</h3><p>{column.Kind}, {Number(column.Rows)} rows. PSI {Number(psi?.Value)}{(psi?.IsDrift switch { true => ": <b>drift</b>", false => ": no drift", null => "" })}</p>");
            if (column.Distribution is { } distribution)
                ReportCharts.Distribution(page, column.Name, distribution);
            page.Append("<dl>");
            foreach (var (name, value) in Details(column))
                page.Append($"<div><dt>{name}</dt><dd>{value}</dd></div>");
            page.Append("</dl>");
            foreach (var reason in column.Drift.Select(static drift => drift.Reason).Append(column.Reason).OfType<string>().Distinct())
                page.Append($"<p class=\"why\">{Escape(reason)}</p>");
            page.Append("</article>");
        }

        page.Append("</div></section>\n");
    }

    private static IEnumerable<(string Name, string Value)> Details(MonitorColumn column)
    {
        yield return ("missing", Percent(column.Missing));
        yield return ("type errors", Percent(column.TypeErrors));
        if (column.OutOfRange is not null)
            yield return ("out of range", Percent(column.OutOfRange));
        if (column.Unseen is not null)
            yield return ("unseen", Percent(column.Unseen));
        if (column.Distinct is { } distinct)
            yield return ("distinct", Number(distinct));
        if (column.Mean is not null)
        {
            yield return ("mean", Number(column.Mean));
            yield return ("deviation", Number(column.Deviation));
            yield return ("min", Number(column.Minimum));
            yield return ("quartiles", $"{Number(column.LowerQuartile)} / {Number(column.Median)} / {Number(column.UpperQuartile)}");
            yield return ("max", Number(column.Maximum));
        }

        foreach (var drift in column.Drift.Skip(1).Where(static drift => drift.Value is not null))
            yield return (Escape(drift.Metric.Replace('_', ' ')), $"{Number(drift.Value)}{(drift.PValue is { } p ? $" (p {Number(p)})" : "")}");
    }

    private static string Metric(MonitorPerformance metric) => metric.Value is null
        ? Escape(metric.Reason ?? "-")
        : $"{Escape(metric.Metric)} {Number(metric.Value)}{(metric.Lower is null ? "" : $" [{Number(metric.Lower)}, {Number(metric.Upper)}]")}, n {Number(metric.Count)}";

    private static void Head(StringBuilder page, string caption, string name, params string[] columns)
    {
        page.Append($"<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"{caption}\"><table id=\"{name}\"><caption>{caption}</caption><thead><tr>");
        foreach (var column in columns)
            page.Append($"<th scope=\"col\">{column}</th>");
        page.Append("</tr></thead><tbody>");
    }
}
