using System.CommandLine;
using System.Text;
using System.Text.Json;
using OrleansML.Cli.Runs;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Gate;
using OrleansML.Learning.Records;
using Spectre.Console;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train gate RUN</c>: what the gate decided, and on what.</summary>
internal sealed class TrainGateCommand : Command
{
    private readonly Argument<string> _run = new("RUN") { Description = "Id of the run." };

    public TrainGateCommand(VerbContext verbs) : base("gate", "Show what the gate decided about a run, with every comparison; with --json the whole record.")
    {
        Add(_run);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var record = await new TrainingCalls(gateway).GetGateRecordAsync(parsed.GetRequiredValue(_run), cancellationToken);
            verbs.OutputOf(parsed).Write(record, console => Render(console, Read(record)));
            return ExitCodes.Success;
        });
    }

    private static GateRecordView Read(JsonElement record)
    {
        try
        {
            return CanonicalJson.Read<GateRecordView>(Encoding.UTF8.GetBytes(record.GetRawText()));
        }
        catch (JsonException exception)
        {
            throw new CliException($"This command does not know the form of the record ({exception.Message}): read it with --json.", innerException: exception);
        }
    }

    private static void Render(IAnsiConsole console, GateRecordView record)
    {
        var verdict = record.Verdict;
        console.MarkupLineInterpolated($"[bold]{record.Run}[/] of model [bold]{record.Model}[/], asked for by {record.By}, judged at {record.At:u} by {verdict.Metric}");
        if (verdict.IsUnopposed)
            console.WriteLine("There was no champion: it was compared with the best constant.");
        var table = new Table().Border(TableBorder.Rounded).AddColumn("rows");
        foreach (var heading in new[] { "number", "champion", "challenger", "better by", "interval", "margin", "p" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        table.AddColumn("says");
        foreach (var comparison in verdict.Segments.Prepend(verdict.Overall))
        {
            table.AddRow(
                Markup.Escape(comparison.Segment ?? "all"),
                FormattableString.Invariant($"{comparison.Rows:N0}"),
                RunTexts.Number(comparison.Champion.Value),
                RunTexts.Number(comparison.Challenger.Value),
                RunTexts.Number(comparison.Improvement.Value),
                Interval(comparison.Improvement),
                RunTexts.Number(comparison.Margin),
                RunTexts.Number(comparison.PValue),
                comparison.Outcome.ToString().ToLowerInvariant());
        }

        console.Write(table);
        RenderLatency(console, verdict.Latency);
        console.WriteLine(verdict.Passed ? "It passed." : "It was refused:");
        foreach (var reason in verdict.Reasons)
            console.WriteLine($"- {reason}");
    }

    private static void RenderLatency(IAnsiConsole console, LatencyComparison? latency)
    {
        if (latency is not null)
            console.WriteLine($"99th percentile of {latency.Calls} calls of one row: {Milliseconds(latency.Challenger)}, champion {(latency.Champion is { } champion ? Milliseconds(champion) : "none")}");
    }

    private static string Milliseconds(LatencyQuantiles quantiles) => $"{RunTexts.Number(quantiles.Percentile99)} ms";

    private static string Interval(MetricInterval interval) => $"{RunTexts.Number(interval.Lower)} to {RunTexts.Number(interval.Upper)}";
}
