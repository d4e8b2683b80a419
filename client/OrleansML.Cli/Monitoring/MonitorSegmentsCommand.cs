using System.CommandLine;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor segments MODEL</c>: segments, worst first.</summary>
internal sealed class MonitorSegmentsCommand : Command
{
    private readonly MonitorModelArgument _model = new();
    private readonly MonitorQueryOptions _query;

    public MonitorSegmentsCommand(VerbContext verbs) : base("segments", "Show the segments of a model, worst first.")
    {
        Add(_model);
        _query = new MonitorQueryOptions(this, hasSegment: false);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var segments = await new MonitorCalls(gateway).GetSegmentsAsync(parsed.GetRequiredValue(_model), _query.Of(parsed), cancellationToken);
            verbs.OutputOf(parsed).Write(segments, console => MonitorViews.RenderSegments(console, segments));
            return ExitCodes.Success;
        });
    }
}
