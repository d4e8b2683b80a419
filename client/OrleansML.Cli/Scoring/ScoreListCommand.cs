using System.CommandLine;
using OrleansML.Cli.Runs;

namespace OrleansML.Cli.Scoring;

/// <summary><c>orleansml score list</c>.</summary>
internal sealed class ScoreListCommand : Command
{
    private readonly LimitOption _limit = new("jobs");

    public ScoreListCommand(VerbContext verbs) : base("list", "The last scoring jobs, newest first.")
    {
        Add(_limit);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var list = await new ScoringCalls(gateway).ListAsync(parsed.GetValue(_limit), cancellationToken);
            verbs.OutputOf(parsed).Write(list, console => ScoringViews.RenderList(console, list.Jobs));
            return ExitCodes.Success;
        });
    }
}
