using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline delete NAME</c>: stops and forgets a pipeline.</summary>
internal sealed class PipelineDeleteCommand : Command
{
    private readonly PipelineArgument _name = new();

    public PipelineDeleteCommand(VerbContext verbs) : base("delete", "Stop the run that goes on and forget the pipeline. 'show --definition' tells before what it does.")
    {
        Add(_name);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var deleted = await new PipelineCalls(gateway).DeleteAsync(parsed.GetRequiredValue(_name), cancellationToken);
            verbs.OutputOf(parsed).Write(deleted, console => console.WriteLine($"Pipeline '{deleted.Pipeline}' is deleted."));
            return ExitCodes.Success;
        });
    }
}
