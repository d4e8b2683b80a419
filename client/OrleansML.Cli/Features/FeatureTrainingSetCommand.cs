using System.CommandLine;
using OrleansML.Cli.Http;
using OrleansML.Data.History;
using OrleansML.Learning.Features;
using Spectre.Console;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature training-set</c>: features as they were known at the time of each row.</summary>
internal sealed class FeatureTrainingSetCommand : Command
{
    private readonly Option<string> _spine = new("--spine")
    {
        Description = "The rows: a .csv, .jsonl or .parquet file with entity keys, a time, labels and whatever else is to be kept.",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string> _time = new("--time") { Description = "Column of each row's time.", HelpName = "COLUMN", Required = true };

    private readonly Option<string[]> _view = new("--view")
    {
        Description = "A view, with the features to take where not all: VIEW or VIEW:NAME,...; once per view.",
        HelpName = "VIEW",
        Required = true,
    };

    private readonly Option<string> _output = new("--output") { Description = "The file to write: .csv, .jsonl or .parquet.", HelpName = "FILE", Required = true };

    private readonly Option<KnownBy> _knownBy = new("--known-by")
    {
        Description = "Which time decides what was known: IngestTime (what serving knew), CreatedTime or EventTime. Default: IngestTime.",
        HelpName = "TIME",
    };

    private readonly Option<bool> _status = new("--status") { Description = "Write each feature's age status beside it." };

    private readonly HistoryOptionsOnCommandLine _history = new();

    public FeatureTrainingSetCommand(VerbContext verbs) : base("training-set", "Build a training set with features as they were known at the time of each row.")
    {
        Add(_spine);
        Add(_time);
        Add(_view);
        Add(_output);
        Add(_knownBy);
        Add(_status);
        _history.AddTo(this);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var output = verbs.OutputOf(parsed);
        var request = new TrainingSetRequest
        {
            Spine = parsed.GetRequiredValue(_spine),
            TimeColumn = parsed.GetRequiredValue(_time),
            Output = parsed.GetRequiredValue(_output),
            Views = await Task.WhenAll(parsed.GetRequiredValue(_view).Select(view => ReadViewAsync(gateway, view, cancellationToken))),
            KnownBy = parsed.GetValue(_knownBy),
            IncludeStatus = parsed.GetValue(_status),
        };
        try
        {
            var builder = new TrainingSetBuilder(_history.Of(parsed), new HistoryQueryOptions());
            var result = await output.WithProgress("Building", progress => builder.BuildAsync(
                request, new Progress<TrainingSetProgress>(step => progress.Report((double)step.Done / Math.Max(1, step.Steps))), cancellationToken));
            output.Write(result, console => console.WriteLine(FormattableString.Invariant(
                $"{result.Rows} rows with {result.Features.Count} features in {request.Output}.")));
            return ExitCodes.Success;
        }
        catch (HistoryException exception)
        {
            throw new CliException(exception.Message, innerException: exception);
        }
    }

    private static async Task<TrainingSetView> ReadViewAsync(GatewayClient gateway, string text, CancellationToken cancellationToken)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var info = await gateway.GetFeatureViewAsync(colon < 0 ? text : text[..colon], cancellationToken);
        return new TrainingSetView
        {
            View = FeatureViewReader.Read(info.Definition),
            Features = colon < 0 ? null : OrleansML.Cli.Data.NameList.Split(text[(colon + 1)..]),
        };
    }
}
