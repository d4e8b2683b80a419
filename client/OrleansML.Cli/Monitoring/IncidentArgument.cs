using System.CommandLine;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>ID</c>: an incident.</summary>
internal sealed class IncidentArgument : Argument<string>
{
    public IncidentArgument() : base("ID") => Description = "Id of the incident, as 'alerts' shows it.";
}
