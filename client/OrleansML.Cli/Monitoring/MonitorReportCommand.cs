using System.CommandLine;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor report MODEL</c>: windows against a baseline.</summary>
internal sealed class MonitorReportCommand : Command
{
    private readonly MonitorModelArgument _model = new();
    private readonly MonitorQueryOptions _query;
    private readonly Option<string?> _html = new("--html") { Description = "Write the report as one page of HTML that needs nothing else.", HelpName = "FILE" };

    public MonitorReportCommand(VerbContext verbs) : base("report", "Show what a model was given and said, against a baseline.")
    {
        Add(_model);
        _query = new MonitorQueryOptions(this, hasSegment: true);
        Add(_html);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        using var gateway = verbs.ConnectTo(parsed);
        var (calls, model, query) = (new MonitorCalls(gateway), parsed.GetRequiredValue(_model), _query.Of(parsed));
        if (parsed.GetValue(_html) is { } path)
        {
            var page = await calls.GetReportPageAsync(model, query, cancellationToken);
            try
            {
                await File.WriteAllTextAsync(path, page, cancellationToken);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw new CliException($"'{path}' cannot be written: {exception.Message}", innerException: exception);
            }

            verbs.OutputOf(parsed).Write(new MonitorPageWritten(path), console => console.WriteLine($"The report is in '{path}'."));
            return ExitCodes.Success;
        }

        var report = await calls.GetReportAsync(model, query, cancellationToken);
        verbs.OutputOf(parsed).Write(report, console => MonitorViews.RenderReport(console, report));
        return ExitCodes.Success;
    }
}
