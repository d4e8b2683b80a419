using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline resume NAME RUN</c>: goes on with a run that failed or was cancelled.</summary>
internal sealed class PipelineResumeCommand : Command
{
    private readonly PipelineArgument _name = new();

    private readonly PipelineRunArgument _run = new();

    private readonly Option<bool> _wait = new("--wait")
    {
        Description = "Wait for the end and show progress. Exit code 0 then only when the run succeeded. Ctrl-C ends the waiting, not the run.",
    };

    public PipelineResumeCommand(VerbContext verbs) : base("resume", "Go on with a run that failed or was cancelled; steps that succeeded are kept.")
    {
        Add(_name);
        Add(_run);
        Add(_wait);
        SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(_name);
            using var gateway = verbs.ConnectTo(parsed);
            var output = verbs.OutputOf(parsed);
            var calls = new PipelineCalls(gateway);
            var run = await calls.ResumeAsync(name, parsed.GetRequiredValue(_run), cancellationToken);
            if (parsed.GetValue(_wait))
                return await PipelineEnd.WaitAsync(calls, output, name, run, cancellationToken);

            output.Write(run, console => console.WriteLine($"Run '{run.Run}' of pipeline '{name}' is {run.State}."));
            return ExitCodes.Success;
        });
    }
}
