using System.Text;
using OrleansML.Monitoring;
using static OrleansML.Gateway.Monitoring.ReportTexts;

namespace OrleansML.Gateway.Monitoring;

/// <summary>A card for each column: its distribution then and now, and its numbers.</summary>
internal static class ReportColumns
{
    /// <param name="page">The page.</param>
    /// <param name="heading">What the columns are.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="report">The report that they are of.</param>
    public static void Write(StringBuilder page, string heading, MonitorColumn[] columns, MonitorReportInfo report)
    {
        if (columns.Length == 0)
            return;

        var then = columns.Any(static column => column.Distribution?.Then is not null) ? $"<span class=\"then\"></span> then: {Escape(report.Baseline)}" : "";
        page.Append($"<section><h2>{heading}</h2><p class=\"key\">{then} <span class=\"now\"></span> now, in shares of rows</p>");

        // What holds for several columns is said once, and what the page has said is not said again.
        var shared = columns.SelectMany(static column => ReasonsOf(column).Select(reason => (Reason: reason, column.Name)))
            .GroupBy(static said => said.Reason, static said => said.Name).Where(static said => said.Count() > 1).ToDictionary(static said => said.Key, static said => said.ToArray());
        foreach (var (reason, names) in shared.Where(said => !report.Notes.Contains(said.Key)))
            page.Append($"<p class=\"why\">{Escape(names.Length == columns.Length ? reason : $"{reason} ({string.Join(", ", names)})")}</p>");
        page.Append("<div class=\"cards\">");
        foreach (var column in columns)
            Card(page, column, reason => !shared.ContainsKey(reason) && !report.Notes.Contains(reason));
        page.Append("</div></section>\n");
    }

    private static void Card(StringBuilder page, MonitorColumn column, Func<string, bool> isNew)
    {
        var psi = column.Drift.FirstOrDefault();
        var verdict = psi?.IsDrift switch { true => "<b>drift</b>, ", false => "no drift, ", null => "" };
        page.Append($"<article class=\"{(psi?.IsDrift == true ? "drift" : "")}\"><h3>{Escape(column.Name)}</h3><p>{verdict}{(psi?.Value is { } distance ? $"PSI {Escape(Score(distance))}, " : "")}{Escape(column.Kind)}, {Number(column.Rows)} rows</p>");
        if (column.Distribution is { } distribution)
            ReportCharts.Distribution(page, column.Name, distribution);
        page.Append("<dl>");
        foreach (var (name, value) in Details(column))
            page.Append($"<div><dt>{name}</dt><dd>{value}</dd></div>");
        foreach (var drift in column.Drift.Skip(1).Where(static drift => drift.Value is not null))
            page.Append($"<div class=\"all\"><dt>{Escape(drift.Metric.Replace('_', ' '))}</dt><dd>{Escape(Score(drift.Value))}{(drift.PValue is { } chance ? $" <small>{Escape(Chance(chance))}</small>" : "")}</dd></div>");
        page.Append("</dl>");
        foreach (var reason in ReasonsOf(column).Where(isNew))
            page.Append($"<p class=\"why\">{Escape(reason)}</p>");
        page.Append("</article>");
    }

    private static IEnumerable<string> ReasonsOf(MonitorColumn column) =>
        column.Drift.Select(static drift => drift.Reason).Append(column.Reason).OfType<string>().Distinct();

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
            yield return ("smallest", Number(column.Minimum));
            yield return ("lower quartile", Number(column.LowerQuartile));
            yield return ("median", Number(column.Median));
            yield return ("upper quartile", Number(column.UpperQuartile));
            yield return ("largest", Number(column.Maximum));
        }
    }
}
