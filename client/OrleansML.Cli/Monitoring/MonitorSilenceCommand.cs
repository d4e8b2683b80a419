using System.CommandLine;
using OrleansML.Cli.Pipelines;
using OrleansML.Monitoring;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor silence MODEL</c>: has nobody told for a time, or shows what is silent.</summary>
internal sealed class MonitorSilenceCommand : Command
{
    private readonly MonitorModelArgument _model = new();
    private readonly Option<string?> _rule = new("--rule") { Description = "The rule. Default: all.", HelpName = "RULE" };
    private readonly Option<string?> _segment = new("--segment") { Description = "The segment, or columns for all of their values. Default: all.", HelpName = "SEGMENT" };
    private readonly TimeOption _until = new("--until", "When it ends; a time that is over ends the silence. Left out: shows the silences that go on.");
    private readonly Option<string?> _reason = new("--reason") { Description = "Why, for those who wonder.", HelpName = "TEXT" };

    public MonitorSilenceCommand(VerbContext verbs) : base("silence", "Have nobody told of a rule or segment for a time, and nothing done; without --until, show the silences.")
    {
        Add(_model);
        Add(_rule);
        Add(_segment);
        Add(_until);
        Add(_reason);
        Validators.Add(result =>
        {
            if (result.GetResult(_until) is null != result.GetResult(_reason) is null)
                result.AddError("--until and --reason go together.");
            else if (result.GetResult(_until) is null && (result.GetResult(_rule) ?? result.GetResult(_segment)) is not null)
                result.AddError("--rule and --segment need --until and --reason.");
        });
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var (calls, model) = (new MonitorCalls(gateway), parsed.GetRequiredValue(_model));
            var silences = parsed.GetValue(_until) is { } until
                ? await calls.SilenceAsync(
                    model,
                    new MonitorSilence { Rule = parsed.GetValue(_rule), Segment = parsed.GetValue(_segment), Until = until, Reason = parsed.GetValue(_reason)! },
                    cancellationToken)
                : await calls.GetSilencesAsync(model, cancellationToken);
            verbs.OutputOf(parsed).Write(silences, console => MonitorViews.RenderSilences(console, model, silences.Silences));
            return ExitCodes.Success;
        });
    }
}
