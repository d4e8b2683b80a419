using System.CommandLine;

namespace OrleansML.Cli.Scoring;

/// <summary><c>orleansml score status JOB</c>: how a job stands, now or until its end.</summary>
internal sealed class ScoreStatusCommand : Command
{
    private readonly Argument<string> _job = new("JOB") { Description = "Id of the job." };

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Wait for the end and show progress. Exit code 0 then only when the job is completed. Ctrl-C ends the waiting, not the job.",
    };

    public ScoreStatusCommand(VerbContext verbs) : base("status", "Show how a scoring job stands, and what came of it.")
    {
        Add(_job);
        Add(_watch);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var output = verbs.OutputOf(parsed);
            var calls = new ScoringCalls(gateway);
            var job = await calls.GetAsync(parsed.GetRequiredValue(_job), cancellationToken);
            if (parsed.GetValue(_watch))
                return await ScoreEnd.WaitAsync(calls, output, job, cancellationToken);

            output.Write(job, console => ScoringViews.RenderJob(console, job));
            return ExitCodes.Success;
        });
    }
}
