using OrleansML.Gateway.Monitoring;
using OrleansML.Monitoring;
using static OrleansML.Cli.Runs.RunTexts;

namespace OrleansML.Cli.Monitoring;

/// <summary>An incident in words: what, since when, what explains it, what was done, and what to do next.</summary>
internal static class IncidentStory
{
    public static IEnumerable<string> Of(MonitorIncidentInfo incident)
    {
        var model = incident.Id[..incident.Id.IndexOf('/', StringComparison.Ordinal)];
        yield return $"{incident.Severity}: {incident.Text}";
        yield return Text($"Rule '{incident.Rule}' ({incident.Kind}) of model '{model}', version {incident.Version}, {(incident.Segment == "all" ? "all rows" : $"segment {incident.Segment}")}.");
        yield return $"Since {Time(incident.Window)}, opened at {Time(incident.OpenedAt)}; {(incident.ClosedAt is { } closed ? $"closed at {Time(closed)}: {(incident.ClosedBecause ?? Unknown).TrimEnd('.')}" : incident.IsSilenced ? "open, silenced" : "open")}.";
        yield return Evidence(incident.Evidence);
        foreach (var line in Shares("column", incident.Evidence.Columns).Concat(Shares("segment", incident.Evidence.Segments)))
            yield return line;
        yield return incident.Actions.Length == 0 ? "Nobody was told, and nothing was done." : "Told and done:";
        foreach (var action in incident.Actions)
            yield return Line(action);
        yield return "Next:";
        foreach (var step in Next(model, incident))
            yield return $"- {step}";
    }

    private static string Evidence(MonitorEvidenceInfo evidence)
    {
        var against = evidence.Limit is { } limit ? $", limit {MonitorViews.Short(limit)}" : "";
        var before = evidence.Baseline is { } baseline ? $", baseline {Number(baseline)}" : "";
        var chance = evidence.PValue is { } p ? $", p {MonitorViews.Short(p)}" : "";
        return $"{evidence.Metric} {(evidence.Value is { } value ? Number(value) : $"cannot be said ({evidence.Reason})")}{against}{before}{chance}, from {Count(evidence.Rows, "row")} of {Time(evidence.From)} to {Time(evidence.Until)}.";
    }

    private static IEnumerable<string> Shares(string what, MonitorShareInfo[] shares)
    {
        if (shares.Length > 0)
            yield return $"Explained by {what}s:";
        foreach (var share in shares)
            yield return Text($"- {share.Name}: {share.Share * 100:0.##} % of the change, value {Number(share.Value)}, {Count(share.Rows, "row")}");
    }

    private static string Line(MonitorAction action) =>
        $"- {Time(action.At)} {action.Kind}{(action.Target.Length == 0 ? "" : $" {action.Target}")} ({action.Reason}): {action.State}{(action.Attempts > 1 ? Text($" after {action.Attempts} attempts") : "")}{(action.Outcome.Length == 0 ? "" : $". {action.Outcome}")}";

    private static IEnumerable<string> Next(string model, MonitorIncidentInfo incident)
    {
        var segment = incident.Segment == "all" ? "" : $" --segment '{incident.Segment}'";
        var time = $"--from {incident.Evidence.From.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'} --until {incident.Evidence.Until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
        yield return Text($"See the window: orleansml monitor report {model} --version {incident.Version}{segment} {time}");
        if (incident.Segment == "all" && incident.Evidence.Segments.Length > 0)
            yield return Text($"See which segments: orleansml monitor segments {model} --version {incident.Version} {time}");
        yield return incident.Kind switch
        {
            "data_quality" => "Find out what writes these columns: a source or a caller changed.",
            "latency" or "error_share" => "Look at the cluster: orleansml cluster status",
            "rows" => "Find out whether callers stopped, or are routed elsewhere.",
            "performance" or "label_drift" or "estimated_performance" => "Train anew on data that have this change, or go back with 'orleansml model rollback'.",
            _ => "Find out whether the world or a source changed: after the first train anew, after the second repair it.",
        };
        if (incident.Actions.Any(static action => action.State == "failed"))
            yield return "Do by hand what failed above.";
        if (incident.ClosedAt is null)
        {
            yield return $"If it is known: orleansml monitor silence {model} --rule {incident.Rule} --until TIME --reason TEXT";
            yield return $"If it is over: orleansml monitor close '{incident.Id}' --reason TEXT";
        }
    }
}
