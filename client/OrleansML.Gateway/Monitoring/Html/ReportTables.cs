using System.Text;
using OrleansML.Monitoring;
using static OrleansML.Gateway.Monitoring.ReportTexts;

namespace OrleansML.Gateway.Monitoring;

/// <summary>The tables of the page: incidents, segments, performance. The first column stays where the rest is scrolled.</summary>
internal static class ReportTables
{
    public static void Incidents(StringBuilder page, MonitorIncidentInfo[] incidents)
    {
        page.Append("<section><h2>Incidents</h2>");
        if (incidents.Length == 0)
        {
            page.Append("<p>None in this time.</p></section>\n");
            return;
        }

        Head(page, "Newest first.", "incidents", "Rule", "Severity", "Segment", "Version", "Opened", "Closed", "What");
        foreach (var incident in incidents)
        {
            page.Append($"<tr><th scope=\"row\">{Escape(incident.Rule)}</th><td><span class=\"tag {Escape(incident.Severity)}\">{Escape(incident.Severity)}</span></td><td class=\"name\">{Escape(incident.Segment)}</td><td>{Number(incident.Version)}</td><td>{Time(incident.OpenedAt)}</td><td>{(incident.ClosedAt is { } closed ? Time(closed) : "<b>open</b>")}{(incident.IsSilenced ? ", silenced" : "")}</td><td class=\"long\">{Escape(incident.Text)}</td></tr>");
        }

        page.Append("</tbody></table></div></section>\n");
    }

    /// <param name="page">The page.</param>
    /// <param name="segments">The segments.</param>
    /// <param name="said">What the page has said already; no row says it again.</param>
    public static void Segments(StringBuilder page, MonitorSegmentList segments, string[] said)
    {
        page.Append("<section><h2>Segments</h2>");
        if (segments.Segments.Length == 0)
        {
            page.Append("<p>None in this time.</p></section>\n");
            return;
        }

        Head(page, $"Worst first, compared with {segments.Baseline}.", "segments", "Segment", "#Rows", "#Share", "Largest drift", "#PSI", "#Missing", "Performance", "#Open incidents");
        foreach (var segment in segments.Segments)
        {
            var drift = segment.Column ?? (segment.Reason is { } reason && !said.Contains(reason) ? reason : "-");
            var open = segment.OpenIncidents > 0 ? $"<b>{Number(segment.OpenIncidents)}</b>" : "0";
            page.Append($"<tr><th scope=\"row\">{Escape(segment.Segment)}</th><td class=\"n\">{Number(segment.Rows)}</td><td class=\"n\">{Percent(segment.Share)}</td><td class=\"name\">{Escape(drift)}</td><td class=\"n\">{Escape(Score(segment.Psi))}</td><td class=\"n\">{Percent(segment.Missing)}</td><td class=\"long\">{(segment.Performance.FirstOrDefault() is { } metric ? Metric(metric) : "-")}</td><td class=\"n\">{open}</td></tr>");
        }

        page.Append("</tbody></table></div></section>\n");
    }

    /// <param name="page">The page.</param>
    /// <param name="metrics">By labels.</param>
    /// <param name="estimated">Without labels.</param>
    public static void Performance(StringBuilder page, MonitorPerformance[] metrics, MonitorPerformance[] estimated)
    {
        page.Append("<section><h2>Performance</h2>");
        if (metrics.Length == 0)
            page.Append("<p>No labels came for this time.</p>");
        else
            Metrics(page, "performance", "By labels, with intervals of 95 %.", metrics);
        page.Append("</section>\n");
        if (estimated.Length == 0)
            return;

        page.Append("<section><h2>Estimated performance</h2>");
        Metrics(page, "estimated", "By the scores alone, as if they meant what they meant in training; with bands of three sampling errors.", estimated);
        page.Append("</section>\n");
    }

    private static void Metrics(StringBuilder page, string id, string caption, MonitorPerformance[] metrics)
    {
        var hasReasons = metrics.Any(static metric => metric.Reason is not null);
        Head(page, caption, id, ["Metric", "#Value", "#Lower", "#Upper", "#Predictions", .. hasReasons ? new[] { "Why not" } : []]);
        foreach (var metric in metrics)
        {
            page.Append($"<tr><th scope=\"row\">{Escape(metric.Metric)}</th><td class=\"n\">{Escape(Score(metric.Value))}</td><td class=\"n\">{Escape(Score(metric.Lower))}</td><td class=\"n\">{Escape(Score(metric.Upper))}</td><td class=\"n\">{Number(metric.Count)}</td>{(hasReasons ? $"<td class=\"long\">{Escape(metric.Reason ?? "")}</td>" : "")}</tr>");
        }

        page.Append("</tbody></table></div>");
    }

    private static string Metric(MonitorPerformance metric) => metric.Value is null
        ? Escape(metric.Reason ?? "-")
        : Escape($"{metric.Metric} {Score(metric.Value)}{(metric.Lower is null ? "" : $" [{Score(metric.Lower)}, {Score(metric.Upper)}]")}, n {Number(metric.Count)}");

    // A column of numbers has # before its name.
    private static void Head(StringBuilder page, string caption, string id, params string[] columns)
    {
        page.Append($"<p class=\"key\" id=\"{id}-of\">{Escape(caption)}</p><div class=\"wide\" tabindex=\"0\" role=\"region\" aria-labelledby=\"{id}-of\"><table id=\"{id}\" aria-labelledby=\"{id}-of\"><thead><tr>");
        foreach (var column in columns)
            page.Append($"<th scope=\"col\"{(column[0] == '#' ? " class=\"n\"" : "")}>{column.TrimStart('#')}</th>");
        page.Append("</tr></thead><tbody>");
    }
}
