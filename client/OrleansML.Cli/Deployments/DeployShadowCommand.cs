using System.CommandLine;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Deployments;

/// <summary><c>orleansml deploy shadow NAME VERSION</c>: has a version asked as well and compares; <c>--stop</c> ends it.</summary>
internal sealed class DeployShadowCommand : DeployCommand
{
    private readonly Argument<int?> _version = new("VERSION")
    {
        Description = "Version that is asked as well.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<double?> _share = new("--share")
    {
        Description = "Share of the requests that it is asked too, above 0 up to 1. Default: 1.",
        HelpName = "SHARE",
    };

    private readonly Option<double?> _tolerance = new("--tolerance")
    {
        Description = "Largest absolute difference of two numbers that counts as the same answer. Default: 0.00001.",
        HelpName = "NUMBER",
    };

    private readonly Option<bool> _stop = new("--stop") { Description = "End the shadow." };

    public DeployShadowCommand(VerbContext verbs) : base(verbs, "shadow", "shadow", "Ask a version as well, after the reply, and compare its answers.")
    {
        Add(_version);
        Add(_share);
        Add(_tolerance);
        Add(_stop);
        Validators.Add(result =>
        {
            if (result.GetValue(_stop) == result.GetValue(_version) is not null)
                result.AddError("Either VERSION or --stop is needed.");
        });
    }

    protected override DeploymentBody Fill(DeploymentBody body, ParseResult parsed) => parsed.GetValue(_stop)
        ? body with { Action = "stop-shadow" }
        : body with { Version = parsed.GetValue(_version), Share = parsed.GetValue(_share), Tolerance = parsed.GetValue(_tolerance) };
}
