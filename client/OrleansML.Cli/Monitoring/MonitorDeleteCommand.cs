using System.CommandLine;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor delete MODEL</c>: goes back to the default definition.</summary>
internal sealed class MonitorDeleteCommand : Command
{
    private readonly MonitorModelArgument _model = new();

    public MonitorDeleteCommand(VerbContext verbs) : base("delete", "Go back to the default definition; windows and incidents stay.")
    {
        Add(_model);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var applied = await new MonitorCalls(gateway).DeleteAsync(parsed.GetRequiredValue(_model), cancellationToken);
            verbs.OutputOf(parsed).Write(applied, console => MonitorViews.RenderApplied(console, applied, isDryRun: false));
            return ExitCodes.Success;
        });
    }
}
