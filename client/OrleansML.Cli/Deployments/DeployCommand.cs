using System.CommandLine;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Deployments;

/// <summary>What the verbs that change a deployment have in common: a model, why, and the deployment shown afterwards.</summary>
internal abstract class DeployCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the model." };

    private readonly ChangeOptions _change = new();
    private readonly string _action;

    protected DeployCommand(VerbContext verbs, string name, string action, string description) : base(name, description)
    {
        _action = action;
        Add(_name);
        _change.AddTo(this);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var body = Fill(_change.BodyOf(_action, parsed, verbs.Environment), parsed);
            var deployment = await gateway.ChangeDeploymentAsync(parsed.GetRequiredValue(_name), body, cancellationToken);
            verbs.OutputOf(parsed).Write(deployment, console => DeploymentView.Render(console, deployment));
            return ExitCodes.Success;
        });
    }

    /// <summary>Adds what the verb's own options say.</summary>
    protected abstract DeploymentBody Fill(DeploymentBody body, ParseResult parsed);
}
