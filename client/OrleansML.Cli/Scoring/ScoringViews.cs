using OrleansML.Gateway.Scoring;
using OrleansML.Learning.Scoring;
using Spectre.Console;
using static OrleansML.Cli.Runs.RunTexts;

namespace OrleansML.Cli.Scoring;

/// <summary>Scoring jobs for people.</summary>
internal static class ScoringViews
{
    private const int SlicesShown = 10;

    /// <summary>Success only for what is completed.</summary>
    public static int ExitCodeOf(ScoringJobInfo job) => job.State == "Completed" ? ExitCodes.Success : ExitCodes.Failure;

    /// <summary>How much of its rows is scored, in per cent; empty before all were found.</summary>
    public static string Share(ScoringJobInfo job) => job.PlanComplete && job.Rows > 0 ? Text($"{100d * job.RowsDone / job.Rows:0} %") : "";

    /// <summary>How a job stands, in one line.</summary>
    public static string Line(ScoringJobInfo job)
    {
        var parts = new List<string> { job.State };
        if (job.Rows > 0)
        {
            parts.Add(Text($"{job.RowsDone:N0} of {Count(job.Rows, "row")}{(job.PlanComplete ? "" : " found so far")}"));
            parts.Add(Text($"{job.SlicesDone:N0} of {Count(job.Slices, "slice")}"));
        }

        if (job.RowsPerSecond > 0)
            parts.Add(Text($"{job.RowsPerSecond:N0} rows/s"));
        if (job.Workers.Count > 0)
            parts.Add(Count(job.Workers.Count, "worker"));
        if (job.DeadRows > 0)
            parts.Add(Count(job.DeadRows, "dead letter"));
        if (job.EstimatedSecondsRemaining is { } seconds)
            parts.Add($"{Length(seconds)} left");
        if (job.Reason is { } reason)
            parts.Add(reason);
        return string.Join(", ", parts);
    }

    public static void RenderJob(IAnsiConsole console, ScoringJobInfo job)
    {
        console.MarkupLineInterpolated($"[bold]{job.Job}[/] scores with version {job.Version} of model [bold]{job.Model}[/], asked for at {Time(job.PlannedAt)}");
        console.WriteLine(Line(job));
        if (job.BatchRows > 0)
            console.WriteLine($"{Count(job.BatchRows, "row")} at a time, {Count(job.Leases, "lease")} given out");
        RenderWorkers(console, job.Workers);
        if (job.Outcome is { } outcome)
            RenderOutcome(console, outcome);
        else if (job.State is "Failed" or "Cancelled")
            console.WriteLine($"What is scored stays; 'orleansml score resume {job.Job}' goes on from there.");
    }

    public static void RenderList(IAnsiConsole console, IReadOnlyList<ScoringJobSummary> jobs)
    {
        if (jobs.Count == 0)
        {
            console.WriteLine("No scoring jobs yet: start one with 'orleansml score start -f FILE'.");
            return;
        }

        var table = new Table().Border(TableBorder.Rounded).AddColumns("job", "model", "state");
        foreach (var heading in new[] { "rows", "dead letters" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumns("asked for", "result");
        foreach (var job in jobs)
        {
            table.AddRow(
                Markup.Escape(job.Job),
                Markup.Escape(Text($"{job.Model} {job.Version}")),
                job.State,
                job.Rows == 0 ? Unknown : Text($"{job.RowsDone:N0} of {job.Rows:N0}"),
                Text($"{job.DeadRows:N0}"),
                Time(job.PlannedAt),
                Markup.Escape(job.Result ?? job.Reason ?? ""));
        }

        console.Write(table);
    }

    /// <summary>What a job would do.</summary>
    public static void RenderEstimate(IAnsiConsole console, ScoringDefinition definition, ScoringEstimateInfo estimate)
    {
        var about = estimate.RowsExact ? "" : "about ";
        var bytes = estimate.Bytes > 0 ? $" ({ByteSize.Format(estimate.Bytes)})" : "";
        console.WriteLine(Text(
            $"Version {estimate.Version} of model '{definition.Model}' would score {about}{Count(estimate.Rows, "row")}{bytes} in {about}{Count(estimate.Slices, "slice")}: {Count(estimate.Workers, "worker")}, {Count(estimate.BatchRows, "row")} at a time."));
        var duration = estimate.EstimatedSeconds switch
        {
            null => "no worker is at hand for the job now",
            < 1 => "the job would take less than a second",
            { } seconds => $"the job would take about {Length(seconds)}",
        };
        console.WriteLine(Text($"A sample of {Count(estimate.SampleRows, "row")} went at {estimate.RowsPerSecond:N0} rows/s with one worker; {duration}."));
        console.WriteLine(DeadLetters(definition.DeadLetters, estimate));
        console.WriteLine("Nothing was written.");
    }

    private static string DeadLetters(DeadLetterBudget budget, ScoringEstimateInfo estimate)
    {
        if (estimate.SampleDeadRows == 0)
            return "Every row of the sample can be scored.";

        var most = budget.MostOf(estimate.Rows);
        var tooMany = estimate.SampleDeadRows > most ? Text($", more than the {most:N0} that dead_letters allows: the job would fail") : "";
        return $"{Count(estimate.SampleDeadRows, "row")} of the sample could not be scored{tooMany}. The first: {estimate.SampleDeadReason}";
    }

    private static void RenderWorkers(IAnsiConsole console, IReadOnlyList<ScoringJobWorker> workers)
    {
        if (workers.Count == 0)
            return;

        var table = new Table().Border(TableBorder.Rounded).Title("workers").AddColumns("slot", "silo", "slices that it holds");
        foreach (var worker in workers)
            table.AddRow(Text($"{worker.Slot}"), Markup.Escape(worker.Silo), Slices(worker.Held));
        console.Write(table);
    }

    private static string Slices(IReadOnlyList<int> held)
    {
        var more = held.Count > SlicesShown ? Text($" and {held.Count - SlicesShown} more") : "";
        return held.Count == 0 ? Unknown : $"{string.Join(", ", held.Take(SlicesShown).Select(static slice => Text($"{slice}")))}{more}";
    }

    private static void RenderOutcome(IAnsiConsole console, ScoringOutcomeInfo outcome)
    {
        var rows = Count(outcome.Rows, "row");
        console.WriteLine(outcome.Result == outcome.Manifest
            ? $"{rows} with scores in the files that {outcome.Manifest} names."
            : $"{rows} with scores in {outcome.Result}; manifest: {outcome.Manifest}");
        if (outcome.DeadRows > 0)
            console.WriteLine($"{Count(outcome.DeadRows, "row")} could not be scored; {Path.Combine(Path.GetDirectoryName(outcome.Manifest) ?? "", "dead-*.jsonl")} say which and why.");
    }
}
