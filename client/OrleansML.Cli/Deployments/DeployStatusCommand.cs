using System.CommandLine;

namespace OrleansML.Cli.Deployments;

/// <summary><c>orleansml deploy status NAME</c>.</summary>
internal sealed class DeployStatusCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the model." };

    public DeployStatusCommand(VerbContext verbs) : base("status", "Which versions answer, with shares, shadow, canary and figures.")
    {
        Add(_name);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var deployment = await gateway.GetDeploymentAsync(parsed.GetRequiredValue(_name), cancellationToken);
            verbs.OutputOf(parsed).Write(deployment, console => DeploymentView.Render(console, deployment));
            return ExitCodes.Success;
        });
    }
}
