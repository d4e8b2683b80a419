using OrleansML.Gateway.Training;
using Spectre.Console;
using static OrleansML.Cli.Runs.RunTexts;

namespace OrleansML.Cli.Training;

/// <summary>Training runs for people.</summary>
internal static class TrainingViews
{
    private const int EpochsShown = 10;

    /// <summary>Success only for what the gate let pass.</summary>
    public static int ExitCodeOf(TrainingRunInfo run) => run is { State: "Completed", Outcome.Passed: true } ? ExitCodes.Success : ExitCodes.Failure;

    /// <summary>The state; storing a checkpoint goes on beside running.</summary>
    public static string PhaseOf(TrainingRunInfo run) => run.State == "Checkpointing" ? "Running" : run.State;

    /// <summary>How much of its steps is done, in per cent; empty before rows are gathered.</summary>
    public static string Share(TrainingRunInfo run) => run.Steps == 0 ? "" : Text($"{100d * run.Step / run.Steps:0} %");

    /// <summary>How a run stands, in one line.</summary>
    public static string Line(TrainingRunInfo run)
    {
        var parts = new List<string> { run.State };
        if (run.Steps > 0)
        {
            var epochs = run.Steps / run.StepsPerEpoch;
            var isTrained = run.State is "Evaluating" or "Completed";
            parts.Add(isTrained ? Text($"{run.Epoch} of {epochs} epochs") : Text($"epoch {Math.Min(run.Epoch + 1, epochs)} of {epochs}"));
            parts.Add(Text($"step {run.Step} of {run.Steps}"));
        }

        if (run.RowsPerSecond > 0)
            parts.Add(Text($"{run.RowsPerSecond:N0} rows/s"));
        if (run.Loss is { } loss)
            parts.Add($"loss {Number(loss)}");
        if (run.Epochs is [.., { ValidationLoss: { } validation }])
            parts.Add($"validation loss {Number(validation)}");
        if (run.Members.Count > 0)
            parts.Add(Count(run.Members.Count, "worker"));
        if (run.EstimatedSecondsRemaining is { } seconds)
            parts.Add($"{Length(seconds)} left");
        if (run.Reason is { } reason)
            parts.Add(reason);
        return string.Join(", ", parts);
    }

    public static void RenderRun(IAnsiConsole console, TrainingRunInfo run)
    {
        console.MarkupLineInterpolated($"[bold]{run.Run}[/] trains model [bold]{run.Model}[/], asked for at {run.PlannedAt:u}");
        console.WriteLine(Line(run));
        if (run.Rows.Train > 0)
            console.WriteLine(Text($"{run.Rows.Train:N0} rows to learn from, {run.Rows.Validation:N0} for validation, {run.Rows.Test:N0} to be judged on"));
        RenderMembers(console, run.Members);
        RenderEpochs(console, run.Epochs);
        if (run.Outcome is { } outcome)
            RenderOutcome(console, run, outcome);
        else if (run.State is "Failed" or "Cancelled")
            console.WriteLine($"Go on from {(run.CheckpointStep is { } step ? Text($"step {step}") : "the beginning")} with 'orleansml train resume {run.Run}'.");
    }

    public static void RenderList(IAnsiConsole console, IReadOnlyList<TrainingRunSummary> runs)
    {
        if (runs.Count == 0)
        {
            console.WriteLine("No training runs yet: start one with 'orleansml train start -f FILE'.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("run", "model", "state", "step", "asked for", "result");
        foreach (var run in runs)
        {
            table.AddRow(
                Markup.Escape(run.Run),
                Markup.Escape(run.Model),
                run.State,
                run.Steps == 0 ? Unknown : Text($"{run.Step} of {run.Steps}"),
                Time(run.PlannedAt),
                Markup.Escape(run.Passed switch
                {
                    true => Text($"version {run.Version}"),
                    false => "refused by the gate",
                    null => run.Reason ?? "",
                }));
        }

        console.Write(table);
    }

    private static void RenderMembers(IAnsiConsole console, IReadOnlyList<TrainingMemberInfo> members)
    {
        if (members.Count == 0)
            return;

        var table = new Table().Border(TableBorder.Rounded).Title("workers").AddColumns("slot", "silo", "shards of each step");
        foreach (var member in members)
            table.AddRow(Text($"{member.Slot}"), Markup.Escape(member.Silo), Text($"{member.FirstShard} to {member.FirstShard + member.Shards - 1}"));
        console.Write(table);
    }

    private static void RenderEpochs(IAnsiConsole console, IReadOnlyList<TrainingEpochInfo> epochs)
    {
        if (epochs.Count == 0)
            return;

        var title = epochs.Count > EpochsShown ? Text($"last {EpochsShown} of {epochs.Count} epochs") : "epochs";
        var table = new Table().Border(TableBorder.Rounded).Title(title).AddColumn("epoch");
        foreach (var heading in new[] { "rows", "loss", "validation loss" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumn("each row once");
        foreach (var epoch in epochs.TakeLast(EpochsShown))
            table.AddRow(Text($"{epoch.Epoch + 1}"), Text($"{epoch.Rows:N0}"), Number(epoch.Loss), Number(epoch.ValidationLoss), epoch.EachRowOnce ? "yes" : "NO");
        console.Write(table);
    }

    private static void RenderOutcome(IAnsiConsole console, TrainingRunInfo run, TrainingOutcomeInfo outcome)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("on the test rows").AddColumn("metric");
        foreach (var heading in new[] { "value", "lower", "upper" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var metric in outcome.Metrics)
            table.AddRow(Markup.Escape(metric.Name), Number(metric.Value), Number(metric.Lower), Number(metric.Upper));
        console.Write(table);
        var beside = outcome.Champion is { } champion ? Text($"beside version {champion}") : "without a champion to compare with";
        if (outcome.Passed)
        {
            console.WriteLine(Text($"It passed the gate {beside} and is version {outcome.Version} of model '{run.Model}'."));
            if (outcome.Champion is not null)
                console.WriteLine(Text($"Let it answer a growing share of the requests with 'orleansml deploy canary {run.Model} {outcome.Version} --reason TEXT'."));
        }
        else
        {
            console.WriteLine($"The gate refused it {beside}:");
            foreach (var reason in outcome.Reasons)
                console.WriteLine($"- {reason}");
        }

        console.WriteLine($"All comparisons: 'orleansml train gate {run.Run}'.");
    }
}
