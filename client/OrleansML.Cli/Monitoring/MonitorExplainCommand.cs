using System.CommandLine;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor explain ID</c>: an incident in words.</summary>
internal sealed class MonitorExplainCommand : Command
{
    private readonly IncidentArgument _id = new();

    public MonitorExplainCommand(VerbContext verbs) : base("explain", "Tell what an incident is, since when, what explains it, what was done and what to do next.")
    {
        Add(_id);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var incident = await new MonitorCalls(gateway).GetIncidentAsync(parsed.GetRequiredValue(_id), cancellationToken);
            verbs.OutputOf(parsed).Write(incident, console =>
            {
                foreach (var line in IncidentStory.Of(incident))
                    console.WriteLine(line);
            });
            return ExitCodes.Success;
        });
    }
}
