using System.Text;
using OrleansML.Monitoring;
using static OrleansML.Gateway.Monitoring.ReportTexts;

namespace OrleansML.Gateway.Monitoring;

/// <summary>Writes a report as one page of HTML that needs nothing else. Pure; every text is escaped.</summary>
internal static class ReportPage
{
    // Nothing is loaded and nothing runs, whatever a text may hold.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The page.</summary>
    /// <param name="report">The report.</param>
    /// <param name="segments">The segments of the same time; null: they are not shown.</param>
    public static string Render(MonitorReportInfo report, MonitorSegmentList? segments)
    {
        var page = new StringBuilder();
        var title = $"{report.Model} version {Number(report.Version)}";
        page.Append($"<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"{Policy}\"><link rel=\"icon\" href=\"data:,\"><title>{Escape(title)}</title><style>{ReportStyle.Css}</style></head><body><main>\n");
        Header(page, report, title);
        foreach (var note in report.Notes)
            page.Append($"<p class=\"note\">{Escape(note)}</p>\n");
        Figures(page, report);
        ReportTables.Incidents(page, report.Incidents);
        ReportTimeline.Draw(page, report);
        if (segments is not null)
            ReportTables.Segments(page, segments, report.Notes);
        ReportTables.Performance(page, report.Performance, report.Estimated);
        ReportColumns.Write(page, "Inputs", report.Columns, report);
        ReportColumns.Write(page, "Outputs", report.Outputs, report);
        page.Append("</main></body></html>\n");
        return page.ToString();
    }

    private static void Header(StringBuilder page, MonitorReportInfo report, string title)
    {
        page.Append($"<header><h1>{Escape(title)}</h1><dl>");
        foreach (var (name, value) in new[]
        {
            ("Segment", report.Segment == "all" ? "all rows" : report.Segment),
            ("Time", Span(report.From, report.Until)),
            ("Windows", $"{Length(report.Definition.WindowSeconds)} each{(report.Watermark is { } mark ? $", complete until {Time(mark)}" : "")}"),
            ("Compared with", report.Baseline),
        })
        {
            page.Append($"<div><dt>{name}</dt><dd>{Escape(value)}</dd></div>");
        }

        page.Append("</dl></header>\n");
    }

    private static void Figures(StringBuilder page, MonitorReportInfo report)
    {
        page.Append("<dl class=\"figures\">");
        var (failed, lost) = (report.Failed, report.Lost.Sum(static loss => loss.Lost + loss.Dropped));
        foreach (var (name, value, isBad) in new[]
        {
            ("Rows predicted", Number(report.Rows), false), ("Requests answered", Number(report.Answered), false),
            ("Requests failed", Number(failed), failed > 0), ("Requests lost", Number(lost), lost > 0),
            ("Latency, half", Milliseconds(report.P50Milliseconds), false), ("Latency, 90 %", Milliseconds(report.P90Milliseconds), false),
            ("Latency, 99 %", Milliseconds(report.P99Milliseconds), false),
        })
        {
            page.Append($"<div><dt>{name}</dt><dd{(isBad ? " class=\"critical\"" : "")}>{value}</dd></div>");
        }

        page.Append("</dl>\n");
    }
}
