using System.CommandLine;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>MODEL</c>: whose monitor.</summary>
internal sealed class MonitorModelArgument : Argument<string>
{
    public MonitorModelArgument() : base("MODEL") => Description = "Name of the model.";
}
