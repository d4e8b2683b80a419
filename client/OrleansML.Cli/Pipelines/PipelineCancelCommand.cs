using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline cancel NAME RUN</c>: stops a run.</summary>
internal sealed class PipelineCancelCommand : Command
{
    private readonly PipelineArgument _name = new();

    private readonly PipelineRunArgument _run = new();

    private readonly Option<string> _reason = new("--reason")
    {
        Description = "Why, for the record. Default: who asks.",
        HelpName = "TEXT",
        DefaultValueFactory = static _ => $"Asked for by {Environment.UserName}.",
    };

    public PipelineCancelCommand(VerbContext verbs) : base("cancel", "Stop a run of a pipeline with its steps; 'resume' goes on with it.")
    {
        Add(_name);
        Add(_run);
        Add(_reason);
        SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(_name);
            using var gateway = verbs.ConnectTo(parsed);
            var run = await new PipelineCalls(gateway).CancelAsync(
                name, parsed.GetRequiredValue(_run), parsed.GetRequiredValue(_reason), cancellationToken);
            verbs.OutputOf(parsed).Write(run, console => console.WriteLine($"Run '{run.Run}' of pipeline '{name}' is {run.State}."));
            return ExitCodes.Success;
        });
    }
}
