using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline status NAME RUN</c>: how a run stands, now or until its end.</summary>
internal sealed class PipelineStatusCommand : Command
{
    private readonly PipelineArgument _name = new();

    private readonly PipelineRunArgument _run = new();

    private readonly Option<bool> _watch = new("--watch")
    {
        Description = "Wait for the end and show progress. Exit code 0 then only when the run succeeded. Ctrl-C ends the waiting, not the run.",
    };

    public PipelineStatusCommand(VerbContext verbs) : base("status", "Show how a run of a pipeline stands, step by step.")
    {
        Add(_name);
        Add(_run);
        Add(_watch);
        SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(_name);
            using var gateway = verbs.ConnectTo(parsed);
            var output = verbs.OutputOf(parsed);
            var calls = new PipelineCalls(gateway);
            var run = await calls.GetRunAsync(name, parsed.GetRequiredValue(_run), cancellationToken);
            if (parsed.GetValue(_watch))
                return await PipelineEnd.WaitAsync(calls, output, name, run, cancellationToken);

            output.Write(run, console => PipelineRunViews.RenderRun(console, name, run));
            return ExitCodes.Success;
        });
    }
}
