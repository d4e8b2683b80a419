using System.CommandLine;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Deployments;

/// <summary>What every change of a deployment takes: why, who, with what evidence, and on top of which revision.</summary>
internal sealed class ChangeOptions
{
    public const string UserVariable = "USER";

    public Option<string> Reason { get; } = new("--reason") { Description = "Why, for the history.", HelpName = "TEXT", Required = true };

    public Option<string?> Actor { get; } = new("--actor") { Description = $"Who asks, for the history. Default: ${UserVariable}.", HelpName = "NAME" };

    public Option<string?> Evidence { get; } = new("--evidence")
    {
        Description = "Digest of the record that speaks for it, for the history.",
        HelpName = "DIGEST",
    };

    private readonly Option<long?> _revision = new("--revision")
    {
        Description = "Only if the deployment has this revision, as 'deploy status' shows it.",
        HelpName = "N",
    };

    public void AddTo(Command command)
    {
        command.Add(Reason);
        command.Add(Actor);
        command.Add(Evidence);
        command.Add(_revision);
    }

    public string? ActorOf(ParseResult parsed, CliEnvironment environment) => parsed.GetValue(Actor) ?? environment.Variable(UserVariable);

    /// <summary>A change with these options and nothing else.</summary>
    public DeploymentBody BodyOf(string action, ParseResult parsed, CliEnvironment environment) => new()
    {
        Action = action,
        Reason = parsed.GetRequiredValue(Reason),
        Actor = ActorOf(parsed, environment),
        Evidence = parsed.GetValue(Evidence),
        Revision = parsed.GetValue(_revision),
    };
}
