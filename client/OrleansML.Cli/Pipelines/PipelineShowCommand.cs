using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline show NAME</c>: how one pipeline stands, and why.</summary>
internal sealed class PipelineShowCommand : Command
{
    private const int Decisions = 20;

    private readonly PipelineArgument _name = new();

    private readonly Option<bool> _why = new("--why") { Description = $"With the last {Decisions} decisions and their reasons." };

    private readonly Option<bool> _definition = new("--definition") { Description = "Only the definition in use, as it was applied." };

    public PipelineShowCommand(VerbContext verbs) : base("show", "Show what a pipeline does now, what comes next, and its last runs.")
    {
        Add(_name);
        Add(_why);
        Add(_definition);
        Validators.Add(result =>
        {
            if (result.GetValue(_why) && result.GetValue(_definition))
                result.AddError("Either --why or --definition can be shown.");
        });
        SetAction(async (parsed, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(_name);
            var output = verbs.OutputOf(parsed);
            using var gateway = verbs.ConnectTo(parsed);
            var calls = new PipelineCalls(gateway);
            if (parsed.GetValue(_definition))
            {
                var definition = await calls.GetDefinitionAsync(name, cancellationToken);
                // Not through the console, which would fold its lines.
                output.Write(definition, _ => verbs.Environment.Output.Write(definition.Definition));
                return ExitCodes.Success;
            }

            var report = new PipelineShowReport(
                await calls.GetAsync(name, cancellationToken),
                parsed.GetValue(_why) ? await calls.GetDecisionsAsync(name, Decisions, cancellationToken) : null);
            output.Write(report, console => PipelineViews.RenderPipeline(console, report));
            return ExitCodes.Success;
        });
    }
}
