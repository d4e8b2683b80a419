using System.CommandLine;
using OrleansML.Cli.Runs;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor close ID --reason TEXT</c>: closes an incident by hand.</summary>
internal sealed class MonitorCloseCommand : Command
{
    private readonly IncidentArgument _id = new();
    private readonly Option<string> _reason = new("--reason") { Description = "Why, for those who read of it later.", HelpName = "TEXT", Required = true };

    public MonitorCloseCommand(VerbContext verbs) : base("close", "Close an incident by hand; its rule starts anew with the next window.")
    {
        Add(_id);
        Add(_reason);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var incident = await new MonitorCalls(gateway).CloseAsync(parsed.GetRequiredValue(_id), parsed.GetRequiredValue(_reason), cancellationToken);
            verbs.OutputOf(parsed).Write(incident, console => console.WriteLine(
                $"Incident '{incident.Id}' is closed since {(incident.ClosedAt is { } at ? RunTexts.Time(at) : RunTexts.Unknown)}: {incident.ClosedBecause}"));
            return ExitCodes.Success;
        });
    }
}
