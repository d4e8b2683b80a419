using System.CommandLine;

namespace OrleansML.Cli.Scoring;

/// <summary><c>orleansml score resume JOB</c>: goes on with a job that failed or was cancelled.</summary>
internal sealed class ScoreResumeCommand : Command
{
    private readonly Argument<string> _job = new("JOB") { Description = "Id of the job." };

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the end and show progress. Exit code 0 then only when the job is completed. Ctrl-C ends the waiting, not the job.",
    };

    public ScoreResumeCommand(VerbContext verbs) : base("resume", "Go on with a job that failed or was cancelled; what is scored is not scored again.")
    {
        Add(_job);
        Add(_wait);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var output = verbs.OutputOf(parsed);
            var calls = new ScoringCalls(gateway);
            var job = await calls.ResumeAsync(parsed.GetRequiredValue(_job), cancellationToken);
            if (parsed.GetValue(_wait))
                return await ScoreEnd.WaitAsync(calls, output, job, cancellationToken);

            output.Write(job, console => console.WriteLine($"Scoring job '{job.Job}' is {job.State}."));
            return ExitCodes.Success;
        });
    }
}
