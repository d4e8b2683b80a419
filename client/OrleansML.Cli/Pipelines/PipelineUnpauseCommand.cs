using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline unpause NAME</c>: lets triggers start runs again.</summary>
internal sealed class PipelineUnpauseCommand : Command
{
    private readonly PipelineArgument _name = new();

    public PipelineUnpauseCommand(VerbContext verbs) : base("unpause", "Let triggers start runs again; what came due in between stays skipped.")
    {
        Add(_name);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var pipeline = await new PipelineCalls(gateway).UnpauseAsync(parsed.GetRequiredValue(_name), cancellationToken);
            verbs.OutputOf(parsed).Write(pipeline, console =>
            {
                console.WriteLine($"Pipeline '{pipeline.Pipeline}' is not paused.");
                foreach (var trigger in pipeline.Triggers)
                    console.WriteLine($"{trigger.Trigger}: {PipelineViews.Next(trigger)}");
            });
            return ExitCodes.Success;
        });
    }
}
