using System.CommandLine;
using System.Globalization;
using OrleansML.Data.History;
using OrleansML.Learning.Features;
using Spectre.Console;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature skew VIEW</c>: whether models were served what a training set would have given; exit code 1 when they were not.</summary>
internal sealed class FeatureSkewCommand : Command
{
    private readonly Argument<string> _view = new("VIEW") { Description = "Name of the view." };

    private readonly Option<double> _threshold = new("--threshold")
    {
        Description = "A feature is skewed when more than this share of its values differs, 0 to 1. Default: 0.",
        HelpName = "SHARE",
    };

    private readonly Option<DateTimeOffset?> _from = new("--from") { Description = "Leave out what was served before.", HelpName = "TIME" };

    private readonly Option<DateTimeOffset?> _until = new("--until") { Description = "Leave out what was served then or later.", HelpName = "TIME" };

    private readonly HistoryOptionsOnCommandLine _history = new();

    public FeatureSkewCommand(VerbContext verbs) : base("skew", "Compare what models were served with what history gives for the same moments.")
    {
        _threshold.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<double>() is not (>= 0 and <= 1) and var value)
                result.AddError(FormattableString.Invariant($"--threshold is {value}; it must lie between 0 and 1."));
        });
        Add(_view);
        Add(_threshold);
        Add(_from);
        Add(_until);
        _history.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var output = verbs.OutputOf(parsed);
        var info = await gateway.GetFeatureViewAsync(parsed.GetRequiredValue(_view), cancellationToken);
        var request = new SkewRequest
        {
            View = FeatureViewReader.Read(info.Definition),
            Threshold = parsed.GetValue(_threshold),
            From = parsed.GetValue(_from) is { } from ? from : null,
            Until = parsed.GetValue(_until) is { } until ? until : null,
        };
        try
        {
            var report = await new SkewReporter(_history.Of(parsed), new HistoryQueryOptions()).ReportAsync(request, cancellationToken);
            output.Write(report, console => Render(console, report));
            return report.Skewed.Any() ? ExitCodes.Failure : ExitCodes.Success;
        }
        catch (HistoryException exception)
        {
            throw new CliException(exception.Message, innerException: exception);
        }
    }

    private static void Render(IAnsiConsole console, SkewReport report)
    {
        console.MarkupLineInterpolated($"[bold]{report.View}[/], {report.Vectors} vectors compared, {report.OtherDefinition} served by another definition");
        var table = new Table().Border(TableBorder.Rounded).AddColumns("feature", "compared", "mismatched", "missing", "extra", "worst difference", "");
        foreach (var feature in report.Features)
        {
            table.AddRow(
                Markup.Escape(feature.Feature),
                Number(feature.Compared),
                Number(feature.Mismatched),
                Number(feature.Missing),
                Number(feature.Extra),
                feature.WorstRelativeDifference?.ToString("P1", CultureInfo.InvariantCulture) ?? "",
                feature.IsSkewed ? "skewed" : "");
        }

        console.Write(table);
        foreach (var feature in report.Features.Where(static feature => feature.IsSkewed))
        {
            foreach (var example in feature.Examples)
                console.WriteLine($"{feature.Feature} of {example.Entity} at {example.ServedAt}: served '{example.Served}', history '{example.History}'");
        }

        foreach (var (feature, reason) in report.NotComparable)
            console.WriteLine($"{feature} was not compared: {reason}");
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
