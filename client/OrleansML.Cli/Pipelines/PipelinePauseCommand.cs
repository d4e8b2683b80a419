using System.CommandLine;
using OrleansML.Cli.Runs;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline pause NAME --reason TEXT</c>: has triggers start nothing.</summary>
internal sealed class PipelinePauseCommand : Command
{
    private readonly PipelineArgument _name = new();

    private readonly Option<string> _reason = new("--reason") { Description = "Why, for those who find it paused.", HelpName = "TEXT", Required = true };

    public PipelinePauseCommand(VerbContext verbs) : base("pause", "Have triggers start nothing; what goes on goes on, and runs by hand start.")
    {
        Add(_name);
        Add(_reason);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var pipeline = await new PipelineCalls(gateway).PauseAsync(parsed.GetRequiredValue(_name), parsed.GetRequiredValue(_reason), cancellationToken);
            verbs.OutputOf(parsed).Write(pipeline, console => console.WriteLine(
                $"Pipeline '{pipeline.Pipeline}' is paused since {(pipeline.PausedSince is { } since ? RunTexts.Time(since) : RunTexts.Unknown)}: {pipeline.PauseReason}"));
            return ExitCodes.Success;
        });
    }
}
