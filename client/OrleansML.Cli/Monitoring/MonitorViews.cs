using OrleansML.Gateway.Monitoring;
using OrleansML.Monitoring;
using Spectre.Console;
using static OrleansML.Cli.Runs.RunTexts;

namespace OrleansML.Cli.Monitoring;

/// <summary>The watching of models for people.</summary>
internal static class MonitorViews
{
    // So wide a terminal must be for frames to leave names and numbers whole.
    private const int Wide = 120;

    public static void RenderApplied(IAnsiConsole console, MonitorApplied applied, bool isDryRun)
    {
        var definition = applied.Revision == 0 ? "the default definition" : Text($"this definition as revision {applied.Revision}");
        if (applied.Changes.Length == 0)
        {
            console.WriteLine($"Model '{applied.Model}' is watched by {definition} already.");
        }
        else
        {
            console.WriteLine($"Model '{applied.Model}' {(isDryRun ? "would be" : "is")} watched by {definition}:");
            foreach (var change in applied.Changes)
                console.WriteLine($"- {change}");
        }

        foreach (var note in applied.Notes)
            console.WriteLine($"Note: {note}");
    }

    public static void RenderReport(IAnsiConsole console, MonitorReportInfo report)
    {
        console.WriteLine(Text($"Model '{report.Model}' version {report.Version}, segment {report.Segment}, {Time(report.From)} to {Time(report.Until)}, compared with {report.Baseline}."));
        console.WriteLine(Text($"{Count(report.Rows, "row")}, {Count(report.Answered, "request")} answered, {report.Failed:N0} failed; p50 {Number(report.P50Milliseconds)} ms, p90 {Number(report.P90Milliseconds)} ms, p99 {Number(report.P99Milliseconds)} ms."));
        console.WriteLine($"Complete until {(report.Watermark is { } mark ? Time(mark) : Unknown)}. In no window: {report.Lost.Sum(static loss => loss.Lost + loss.Dropped).ToString("N0", System.Globalization.CultureInfo.InvariantCulture)}.");
        foreach (var note in report.Notes)
            console.WriteLine(note);
        RenderColumns(console, "input", report.Columns, report.Notes);
        RenderColumns(console, "output", report.Outputs, report.Notes);
        if (report.Performance.Length == 0)
            console.WriteLine("No labels came for this time: bring them with 'orleansml label -f FILE'.");
        else
            RenderPerformance(console, "metric", report.Performance);
        if (report.Estimated.Length > 0)
            RenderPerformance(console, "estimated", report.Estimated);
        foreach (var incident in report.Incidents.Where(static incident => incident.ClosedAt is null))
            console.WriteLine($"Open {incident.Severity} incident '{incident.Id}': {incident.Text}");
    }

    public static void RenderSegments(IAnsiConsole console, MonitorSegmentList list)
    {
        console.WriteLine(Text($"Model '{list.Model}' version {list.Version}, {Time(list.From)} to {Time(list.Until)}, compared with {list.Baseline}: {Count(list.Rows, "row")}."));
        if (list.Segments.Length == 0)
        {
            console.WriteLine("There are none in this time; columns under 'segments' in the monitor definition say what is kept apart.");
            return;
        }

        var table = NewTable(console, ["segment", "performance"], "segment", "rows", "share", "largest drift", "psi", "missing", "performance", "open");
        foreach (var segment in list.Segments)
        {
            AddRow(
                table, segment.Segment, Text($"{segment.Rows:N0}"), Percent(segment.Share), segment.Column ?? segment.Reason ?? Unknown, Short(segment.Psi), Percent(segment.Missing),
                segment.Performance.FirstOrDefault() is { } metric ? Metric(metric) : Unknown, Text($"{segment.OpenIncidents}"));
        }

        console.Write(table);
    }

    public static void RenderIncidents(IAnsiConsole console, string model, string state, MonitorIncidentInfo[] incidents)
    {
        if (incidents.Length == 0)
        {
            console.WriteLine($"Model '{model}' has no {(state == "all" ? "" : $"{state} ")}incidents.");
            return;
        }

        // In lines, so that an id can be copied whole.
        foreach (var incident in incidents)
        {
            console.WriteLine($"{Time(incident.OpenedAt)} {incident.Severity} {(incident.ClosedAt is { } closed ? $"closed at {Time(closed)}" : incident.IsSilenced ? "open, silenced" : "open")} {incident.Id}");
            console.WriteLine($"  {incident.Text}");
        }
    }

    public static void RenderSilences(IAnsiConsole console, string model, MonitorSilence[] silences)
    {
        if (silences.Length == 0)
            console.WriteLine($"Model '{model}' has no silences.");
        foreach (var silence in silences)
            console.WriteLine($"Until {Time(silence.Until)}: {(silence.Rule is { } rule ? $"rule {rule}" : "all rules")}, {(silence.Segment is { } segment ? $"segment {segment}" : "all segments")}: {silence.Reason}");
    }

    // What a note has said is not said again of each column.
    private static void RenderColumns(IAnsiConsole console, string title, MonitorColumn[] columns, string[] said)
    {
        if (columns.Length == 0)
            return;

        var table = NewTable(console, [title, "drift"], title, "rows", "missing", "type errors", "out of range", "unseen", "mean", "median", "psi", "drift");
        foreach (var column in columns)
        {
            var psi = column.Drift.FirstOrDefault();
            AddRow(
                table, column.Name, Text($"{column.Rows:N0}"), Percent(column.Missing), Percent(column.TypeErrors), Percent(column.OutOfRange), Percent(column.Unseen), Short(column.Mean),
                Short(column.Median), Short(psi?.Value), psi?.IsDrift switch { true => "yes", false => "no", null => psi?.Reason is { } reason && !said.Contains(reason) ? reason : Unknown });
        }

        console.Write(table);
    }

    private static void RenderPerformance(IAnsiConsole console, string title, MonitorPerformance[] metrics)
    {
        var table = NewTable(console, [title, "reason"], title, "value", "lower", "upper", "predictions", "reason");
        foreach (var metric in metrics)
            AddRow(table, metric.Metric, Short(metric.Value), Short(metric.Lower), Short(metric.Upper), Text($"{metric.Count:N0}"), metric.Reason ?? "");
        console.Write(table);
    }

    /// <summary>A number with four digits that count; powers of ten only where nothing else will do.</summary>
    public static string Short(double? number) => number switch
    {
        null => Unknown,
        not 0 and > -0.00005 and < 0.00005 => number > 0 ? "< 0.0001" : "> -0.0001",
        > -10 and < 10 => Text($"{number:0.####}"),
        > -1e12 and < 1e12 and not (> -1_000 and < 1_000) => Text($"{number:N0}"),
        _ => Text($"{number:G4}"),
    };

    // Columns that are not free to be folded hold numbers.
    private static Table NewTable(IAnsiConsole console, string[] folded, params string[] columns)
    {
        var isWide = console.Profile.Width >= Wide;
        var table = new Table().Border(isWide ? TableBorder.Rounded : TableBorder.None);
        foreach (var name in columns)
        {
            var column = new TableColumn(isWide ? name : name.Replace(' ', '\n')) { NoWrap = !folded.Contains(name) };
            table.AddColumn(isWide ? column : column.Padding(0, 0, 1, 0));
        }

        return table;
    }

    private static void AddRow(Table table, params string[] cells) => table.AddRow(Array.ConvertAll(cells, Markup.Escape));

    private static string Metric(MonitorPerformance metric) => metric.Value is null
        ? metric.Reason ?? Unknown
        : Text($"{metric.Metric} {Short(metric.Value)}{(metric.Lower is null ? "" : $" [{Short(metric.Lower)}, {Short(metric.Upper)}]")}, n {metric.Count:N0}");

    private static string Percent(double? share) => share is { } value ? Text($"{value * 100:0.##} %") : Unknown;
}
