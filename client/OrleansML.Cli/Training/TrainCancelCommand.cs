using System.CommandLine;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train cancel RUN</c>: ends a run.</summary>
internal sealed class TrainCancelCommand : Command
{
    private readonly Argument<string> _run = new("RUN") { Description = "Id of the run." };

    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why, for the record.",
        HelpName = "TEXT",
        DefaultValueFactory = static _ => "",
    };

    public TrainCancelCommand(VerbContext verbs) : base("cancel", "End a training run; its last checkpoint stays.")
    {
        Add(_run);
        Add(_reason);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var run = await new TrainingCalls(gateway).CancelAsync(parsed.GetRequiredValue(_run), parsed.GetValue(_reason) ?? "", cancellationToken);
            verbs.OutputOf(parsed).Write(run, console => console.WriteLine($"Training run '{run.Run}' is {run.State}."));
            return ExitCodes.Success;
        });
    }
}
