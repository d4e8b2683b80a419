using System.CommandLine;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Deployments;

/// <summary><c>orleansml model rollback NAME</c>: undoes the last change of what serves.</summary>
internal sealed class ModelRollbackCommand : DeployCommand
{
    private readonly Option<int?> _to =
        new Option<int?>("--to") { Description = "Version that is to be champion again. Default: the one before.", HelpName = "VERSION" }.Positive();

    public ModelRollbackCommand(VerbContext verbs)
        : base(verbs, "rollback", "rollback", "End a canary or weights where there are any, else go back to the champion before.") => Add(_to);

    protected override DeploymentBody Fill(DeploymentBody body, ParseResult parsed) => body with { Version = parsed.GetValue(_to) };
}
