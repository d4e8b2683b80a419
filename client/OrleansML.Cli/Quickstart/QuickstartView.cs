using System.Globalization;
using System.Text;
using OrleansML.Cli.Http;
using OrleansML.Cli.Models;
using OrleansML.Cli.Predictions;
using Spectre.Console;

namespace OrleansML.Cli.Quickstart;

/// <summary>The quickstart's report for people.</summary>
internal static class QuickstartView
{
    public static void Render(IAnsiConsole console, QuickstartReport report)
    {
        RenderFacts(console, report);
        ModelViews.RenderVersion(console, report.Model, report.Version);
        RenderWays(console, report);
        RenderExamples(console, report);
        RenderChecks(console, report.Checks);
        RenderNext(console, report);
    }

    private static void RenderFacts(IAnsiConsole console, QuickstartReport report)
    {
        if (report.Facts.Count == 0)
            return;

        var table = new Table().Border(TableBorder.Rounded).Title("the model").AddColumns("what", "value");
        foreach (var (name, value) in report.Facts)
            table.AddRow(Markup.Escape(name), Markup.Escape(value));
        console.Write(table);
    }

    private static void RenderWays(IAnsiConsole console, QuickstartReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("live predictions, 4 callers at once").AddColumn("way in");
        foreach (var heading in new[] { "requests", "per second", "p50", "p99" })
            table.AddColumn(new TableColumn(heading).RightAligned());
        foreach (var result in report.Results)
        {
            table.AddRow(
                result.Name,
                result.Answers.Count.ToString("N0", CultureInfo.InvariantCulture),
                result.PredictionsPerSecond.ToString("N0", CultureInfo.InvariantCulture),
                QuickstartChecks.Milliseconds(result.Percentile(0.5)),
                QuickstartChecks.Milliseconds(result.Percentile(0.99)));
        }

        console.Write(table);
    }

    private static void RenderExamples(IAnsiConsole console, QuickstartReport report)
    {
        var answers = report.Results[0].Answers;
        var table = new Table().Border(TableBorder.Rounded).Title("some of them");
        foreach (var heading in report.Workload.Headings.Concat(answers[0].Select(output => output.Name)))
            table.AddColumn(Markup.Escape(heading));
        foreach (var index in report.Workload.Examples)
        {
            var outputs = answers[index].Select(output => new TensorText(output).OfRow(0, 1));
            table.AddRow([.. report.Workload.Describe(index).Concat(outputs).Select(Markup.Escape)]);
        }

        console.Write(table);
    }

    public static void RenderChecks(IAnsiConsole console, IReadOnlyList<QuickstartCheck> checks)
    {
        var table = new Table().Border(TableBorder.Rounded).Title("checks").AddColumns("", "what must hold", "found");
        foreach (var check in checks)
            table.AddRow(check.Passed ? "[green]ok[/]" : "[red]FAILED[/]", Markup.Escape(check.Name), Markup.Escape(check.Found));
        console.Write(table);
    }

    private static void RenderNext(IAnsiConsole console, QuickstartReport report)
    {
        console.WriteLine("Where to look:");
        console.WriteLine($"  model      {report.Url}v2/models/{report.Model}");
        console.WriteLine($"  versions   {report.Url}api/v1/models/{report.Model}");
        console.WriteLine($"  cluster    {report.Url}api/v1/cluster      or: deploy/orleansml cluster status");
        console.WriteLine($"  API        {report.Url}openapi/v1.json");
        var request = report.Workload.Requests[report.Workload.Examples[0]];
        if (!request.All(input => TensorJson.CanWrite(input.Type)))
            return;

        console.WriteLine("Predict yourself:");
        // Straight to the writer: a folded command cannot be pasted.
        console.Profile.Out.Writer.WriteLine(
            $"  curl -s {report.Url}v2/models/{report.Model}/infer -d '{ShellText(InferRequestContent.JsonBytes(request))}'");
    }

    private static string ShellText(ReadOnlyMemory<byte> json) =>
        Encoding.UTF8.GetString(json.Span).Replace("'", @"'\''", StringComparison.Ordinal);
}
