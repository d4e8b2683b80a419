using System.CommandLine;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Deployments;

/// <summary><c>orleansml deploy abort NAME</c>: ends a canary or weights; the champion answers alone.</summary>
internal sealed class DeployAbortCommand(VerbContext verbs)
    : DeployCommand(verbs, "abort", "abort", "End a canary or weights: the champion answers alone. A shadow stays.")
{
    protected override DeploymentBody Fill(DeploymentBody body, ParseResult parsed) => body;
}
