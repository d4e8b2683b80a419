using OrleansML.Gateway.Pipelines;
using Spectre.Console;
using static OrleansML.Cli.Runs.RunTexts;

namespace OrleansML.Cli.Pipelines;

/// <summary>Runs of pipelines for people.</summary>
internal static class PipelineRunViews
{
    private const int OutputShown = 80;

    /// <summary>Success only for what succeeded.</summary>
    public static int ExitCodeOf(PipelineRunInfo run) => run.State == "Succeeded" ? ExitCodes.Success : ExitCodes.Failure;

    /// <summary>How many steps are done.</summary>
    public static int Done(PipelineRunInfo run) => run.Steps?.Count(static step => step.State == "Succeeded") ?? 0;

    /// <summary>How a run stands, in one line.</summary>
    public static string Line(PipelineRunInfo run)
    {
        var parts = new List<string> { run.State };
        if (run.Steps is { } steps)
        {
            parts.Add(Text($"{Done(run)} of {Count(steps.Count, "step")} done"));
            parts.AddRange(steps.Where(static step => step.State is "Running" or "WaitingToRetry").Select(Going));
        }

        if (run.Reason is { } reason)
            parts.Add(reason);
        return string.Join(", ", parts);
    }

    public static void RenderRun(IAnsiConsole console, string pipeline, PipelineRunInfo run)
    {
        var asked = run.DecidedAt is { } decided ? $", decided at {Time(decided)}" : "";
        console.MarkupLineInterpolated($"[bold]{run.Run}[/] of pipeline [bold]{pipeline}[/], key {run.Key}{asked}");
        console.WriteLine($"Data from {Time(run.IntervalStart)} to {Time(run.IntervalEnd)}");
        console.WriteLine(Line(run));
        if (run.Steps is { } steps)
            RenderSteps(console, steps);
        if (run.State is "Failed" or "Cancelled" && run.Steps is not null)
            console.WriteLine($"Steps that succeeded stay; 'orleansml pipeline resume {pipeline} {run.Run}' goes on from there.");
    }

    public static void RenderSteps(IAnsiConsole console, IReadOnlyList<PipelineStepInfo> steps)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumns("step", "kind", "state").AddColumn(new TableColumn("attempt").RightAligned()).AddColumns("time", "output or reason");
        foreach (var step in steps)
        {
            table.AddRow(
                Markup.Escape(step.Step),
                Markup.Escape(step.Kind),
                StateOf(step),
                step.Attempt == 0 ? Unknown : Text($"{step.Attempt}"),
                LengthOf(step),
                Markup.Escape(step.Reason ?? Shorten(step.Output)));
        }

        console.Write(table);
    }

    public static void RenderList(IAnsiConsole console, string title, IEnumerable<PipelineRunInfo> runs)
    {
        var table = new Table().Border(TableBorder.Rounded).Title(title).AddColumns("run", "key", "state", "decided", "took", "reason");
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Run),
                Markup.Escape(run.Key),
                run.State,
                run.DecidedAt is { } decided ? Time(decided) : Unknown,
                Between(run.DecidedAt, run.EndedAt),
                Markup.Escape(run.Reason ?? ""));
        }

        if (table.Rows.Count > 0)
            console.Write(table);
    }

    private static string Going(PipelineStepInfo step)
    {
        var attempt = step.Attempt > 1 ? Text($" in attempt {step.Attempt}") : "";
        return step.State == "Running"
            ? $"'{step.Step}' running{attempt} since {(step.StartedAt is { } started ? Time(started) : Unknown)}"
            : $"'{step.Step}' {StateOf(step)}{(step.Reason is { } reason ? $" ({reason.TrimEnd('.')})" : "")}";
    }

    private static string StateOf(PipelineStepInfo step) =>
        step.State == "WaitingToRetry" ? $"tried again at {(step.RetryAt is { } retry ? Time(retry) : Unknown)}" : step.State;

    private static string LengthOf(PipelineStepInfo step) => step is { State: "Running", StartedAt: { } started } ? $"since {Time(started)}" : Between(step.StartedAt, step.EndedAt);

    private static string Between(DateTimeOffset? from, DateTimeOffset? until) => until - from is { } length ? Length(length.TotalSeconds) : Unknown;

    private static string Shorten(string? output) => output is null ? "" : output.Length <= OutputShown ? output : $"{output.AsSpan(0, OutputShown)}...";
}
