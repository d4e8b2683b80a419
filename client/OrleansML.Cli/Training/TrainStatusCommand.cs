using System.CommandLine;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train status RUN</c>: how a run stands, now or until its end.</summary>
internal sealed class TrainStatusCommand : Command
{
    private readonly Argument<string> _run = new("RUN") { Description = "Id of the run." };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Wait for the end and show progress. Exit code 0 then only when the gate let it pass. Ctrl-C ends the waiting, not the run.",
    };

    public TrainStatusCommand(VerbContext verbs) : base("status", "Show how a training run stands, and what came of it.")
    {
        Add(_run);
        Add(_watch);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var output = verbs.OutputOf(parsed);
            var calls = new TrainingCalls(gateway);
            var watch = parsed.GetValue(_watch);
            var run = await calls.GetAsync(parsed.GetRequiredValue(_run), cancellationToken);
            if (watch)
                run = await new TrainingFollower(calls, output).FollowAsync(run, cancellationToken);
            output.Write(run, console => TrainingViews.RenderRun(console, run));
            return watch ? TrainingViews.ExitCodeOf(run) : ExitCodes.Success;
        });
    }
}
