using System.CommandLine;

namespace OrleansML.Cli.Scoring;

/// <summary><c>orleansml score cancel JOB</c>: ends a job.</summary>
internal sealed class ScoreCancelCommand : Command
{
    private readonly Argument<string> _job = new("JOB") { Description = "Id of the job." };

    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why, for the record.",
        HelpName = "TEXT",
        DefaultValueFactory = static _ => "",
    };

    public ScoreCancelCommand(VerbContext verbs) : base("cancel", "End a scoring job; what is scored stays for 'resume'.")
    {
        Add(_job);
        Add(_reason);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var job = await new ScoringCalls(gateway).CancelAsync(parsed.GetRequiredValue(_job), parsed.GetValue(_reason) ?? "", cancellationToken);
            verbs.OutputOf(parsed).Write(job, console => console.WriteLine($"Scoring job '{job.Job}' is {job.State}."));
            return ExitCodes.Success;
        });
    }
}
