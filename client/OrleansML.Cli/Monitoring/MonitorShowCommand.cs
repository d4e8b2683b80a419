using System.CommandLine;
using OrleansML.Cli.Runs;
using OrleansML.Monitoring;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor show MODEL</c>: the definition in use.</summary>
internal sealed class MonitorShowCommand : Command
{
    private readonly MonitorModelArgument _model = new();

    public MonitorShowCommand(VerbContext verbs) : base("show", "Show what a model is watched by.")
    {
        Add(_model);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var definition = await new MonitorCalls(gateway).GetDefinitionAsync(parsed.GetRequiredValue(_model), cancellationToken);
            var output = verbs.OutputOf(parsed);

            // Beside the definition, not in it: once it is applied, this is true no more.
            if (definition.Revision == 0)
                output.Notice("This is the default definition: nothing was applied. Change it, and put it in use with 'orleansml monitor apply -f FILE'.");
            output.Write(definition, console => console.WriteLine($"{Heading(definition)}{definition.Definition.TrimEnd()}"));
            return ExitCodes.Success;
        });
    }

    // A comment, so that what is shown can be changed and applied.
    private static string Heading(MonitorDefinitionText definition) => definition.Revision == 0
        ? ""
        : RunTexts.Text($"# Revision {definition.Revision}, applied at {(definition.AppliedAt is { } at ? RunTexts.Time(at) : RunTexts.Unknown)}{(definition.Actor.Length == 0 ? "" : $" by {definition.Actor}")}\n");
}
