using System.CommandLine;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train resume RUN</c>: goes on with a run that failed or was cancelled.</summary>
internal sealed class TrainResumeCommand : Command
{
    private readonly Argument<string> _run = new("RUN") { Description = "Id of the run." };

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the end and show progress. Exit code 0 then only when the gate let it pass. Ctrl-C ends the waiting, not the run.",
    };

    public TrainResumeCommand(VerbContext verbs) : base("resume", "Go on with a run that failed or was cancelled, from its last checkpoint.")
    {
        Add(_run);
        Add(_wait);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var output = verbs.OutputOf(parsed);
            var calls = new TrainingCalls(gateway);
            var run = await calls.ResumeAsync(parsed.GetRequiredValue(_run), cancellationToken);
            if (!parsed.GetValue(_wait))
            {
                output.Write(run, console => console.WriteLine($"Training run '{run.Run}' is {run.State}."));
                return ExitCodes.Success;
            }

            var ended = await new TrainingFollower(calls, output).FollowAsync(run, cancellationToken);
            output.Write(ended, console => TrainingViews.RenderRun(console, ended));
            return TrainingViews.ExitCodeOf(ended);
        });
    }
}
