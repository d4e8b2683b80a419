using System.CommandLine;
using OrleansML.Cli.Runs;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train list</c>.</summary>
internal sealed class TrainListCommand : Command
{
    private readonly LimitOption _limit = new("runs");

    public TrainListCommand(VerbContext verbs) : base("list", "The last training runs, newest first.")
    {
        Add(_limit);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var list = await new TrainingCalls(gateway).ListAsync(parsed.GetValue(_limit), cancellationToken);
            verbs.OutputOf(parsed).Write(list, console => TrainingViews.RenderList(console, list.Runs));
            return ExitCodes.Success;
        });
    }
}
