using System.Globalization;
using OrleansML.Gateway.Pipelines;
using Spectre.Console;
using static OrleansML.Cli.Runs.RunTexts;

namespace OrleansML.Cli.Pipelines;

/// <summary>Pipelines for people.</summary>
internal static class PipelineViews
{
    private const int RunsShown = 10;
    private const string Cron = "cron ";
    private const string BeforeZone = " in ";

    /// <summary>When a trigger is due next, on the clocks of its time zone and in UTC; of one without a clock, what it waits for.</summary>
    public static string Next(PipelineTriggerInfo trigger)
    {
        if (trigger.NextAt is not { } next)
            return trigger.Why ?? Unknown;

        return ZoneOf(trigger.Schedule) is { } zone
            ? $"{TimeZoneInfo.ConvertTime(next, zone).ToString("yyyy-MM-dd HH:mm:sszzz", CultureInfo.InvariantCulture)} {zone.Id}, {Time(next)}"
            : Time(next);
    }

    public static void RenderList(IAnsiConsole console, PipelineListReport report)
    {
        if (report.Pipelines.Count == 0)
        {
            console.WriteLine("No pipelines yet: put one in use with 'orleansml pipeline apply -f FILE'.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("pipeline", "state", "next due", "last run");
        foreach (var pipeline in report.Pipelines)
        {
            table.AddRow(
                Markup.Escape(pipeline.Pipeline),
                Markup.Escape(StateOf(pipeline.Open, pipeline.PausedSince)),
                Markup.Escape(string.Join('\n', pipeline.Triggers.Select(static trigger => $"{trigger.Trigger}: {Next(trigger)}"))),
                Markup.Escape(pipeline.Last is { } last ? $"{last.State} {last.Key}" : Unknown));
        }

        console.Write(table);
        foreach (var (pipeline, decisions) in report.Decisions ?? new Dictionary<string, IReadOnlyList<PipelineDecisionInfo>>())
            RenderDecisions(console, pipeline, decisions);
    }

    public static void RenderPipeline(IAnsiConsole console, PipelineShowReport report)
    {
        var pipeline = report.Pipeline;
        var actor = pipeline.Actor is { } name ? $" by {name}" : "";
        console.MarkupLineInterpolated($"[bold]{pipeline.Pipeline}[/] is {StateOf(pipeline.Open, pipeline.PausedSince)}, revision {pipeline.Revision}, applied at {Time(pipeline.AppliedAt)}{actor}");
        if (pipeline.Description is { } description)
            console.WriteLine(description);
        if (pipeline.PausedSince is { } since)
            console.WriteLine($"Paused since {Time(since)}: {pipeline.PauseReason}");
        RenderTriggers(console, pipeline.Triggers);
        if (pipeline.Open is { } open)
        {
            console.WriteLine($"Run {open.Run} ({open.Key}): {PipelineRunViews.Line(open)}");
            if (open.Steps is { } steps)
                PipelineRunViews.RenderSteps(console, steps);
        }

        if (pipeline.Backfill is { } backfill)
            console.WriteLine($"Backfill of '{backfill.Trigger}': started up to {Time(backfill.DoneUntil)}, goes until {Time(backfill.Until)}.");
        if (pipeline.Notifications > 0)
            console.WriteLine($"{Count(pipeline.Notifications, "notification")} not delivered yet{(pipeline.NotificationFailure is { } failure ? $": {failure}" : ".")}");
        PipelineRunViews.RenderList(console, "waiting", pipeline.Waiting);
        PipelineRunViews.RenderList(console, pipeline.Recent.Count > RunsShown ? Text($"last {RunsShown} of {pipeline.Recent.Count} runs") : "last runs", pipeline.Recent.Take(RunsShown));
        if (report.Decisions is { } decisions)
            RenderDecisions(console, pipeline.Pipeline, decisions);
    }

    private static void RenderTriggers(IAnsiConsole console, IReadOnlyList<PipelineTriggerInfo> triggers)
    {
        if (triggers.Count == 0)
        {
            console.WriteLine("No triggers: only a person starts runs.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("trigger", "schedule", "next due");
        foreach (var trigger in triggers)
            table.AddRow(Markup.Escape(trigger.Trigger), Markup.Escape(trigger.Schedule), Markup.Escape(Next(trigger)));
        console.Write(table);
    }

    // In lines, which can be searched and do not squeeze sentences into a column.
    private static void RenderDecisions(IAnsiConsole console, string pipeline, IReadOnlyList<PipelineDecisionInfo> decisions)
    {
        console.WriteLine(decisions.Count == 0 ? $"Nothing has been decided about '{pipeline}' yet." : $"Decisions about '{pipeline}', newest first:");
        foreach (var decision in decisions)
            console.WriteLine($"{Time(decision.At)} {decision.Kind}{(decision.Trigger is { } trigger ? $" {trigger}" : "")}: {decision.Why}");
    }

    private static string StateOf(PipelineRunInfo? open, DateTimeOffset? pausedSince) =>
        $"{(open is null ? "idle" : $"running {open.Key}")}{(pausedSince is null ? "" : ", paused")}";

    // The schedule of a cron trigger ends with its zone. One that this machine does not know leaves UTC.
    private static TimeZoneInfo? ZoneOf(string schedule)
    {
        var place = schedule.LastIndexOf(BeforeZone, StringComparison.Ordinal);
        return place > 0
            && schedule.StartsWith(Cron, StringComparison.Ordinal)
            && TimeZoneInfo.TryFindSystemTimeZoneById(schedule[(place + BeforeZone.Length)..], out var zone)
            && zone.Id != TimeZoneInfo.Utc.Id
            ? zone
            : null;
    }
}
