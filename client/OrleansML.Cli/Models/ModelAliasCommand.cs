using System.CommandLine;
using OrleansML.Cli.Deployments;
using OrleansML.Gateway.Deployments;

namespace OrleansML.Cli.Models;

/// <summary><c>orleansml model alias NAME ALIAS VERSION</c>: moves an alias, or removes it with <c>--remove</c>.</summary>
internal sealed class ModelAliasCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the model." };

    private readonly Argument<string> _alias = new("ALIAS") { Description = "Such as challenger; champion is what answers by default." };

    private readonly Argument<int?> _version = new("VERSION") { Description = "Version that it is to stand for.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<bool> _remove = new("--remove") { Description = "Remove it." };

    private readonly Option<int?> _expected = new("--expected")
    {
        Description = "Only if it stands for this version now, 0 for none.",
        HelpName = "VERSION",
    };

    private readonly ChangeOptions _change = new();

    public ModelAliasCommand(VerbContext verbs) : base("alias", "Move an alias to a version.")
    {
        Add(_name);
        Add(_alias);
        Add(_version);
        Add(_remove);
        Add(_expected);
        Add(_change.Reason);
        Add(_change.Actor);
        Add(_change.Evidence);
        Validators.Add(result =>
        {
            if (result.GetValue(_remove) == result.GetValue(_version) is not null)
                result.AddError("Either VERSION or --remove is needed.");
        });
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var (name, alias) = (parsed.GetRequiredValue(_name), parsed.GetRequiredValue(_alias));
            var model = await gateway.SetAliasAsync(name, alias, BodyOf(parsed, verbs.Environment), cancellationToken);
            verbs.OutputOf(parsed).Write(model, console => ModelViews.RenderAlias(console, model, alias));
            return ExitCodes.Success;
        });
    }

    private AliasBody BodyOf(ParseResult parsed, CliEnvironment environment) => new()
    {
        Version = parsed.GetValue(_version),
        ExpectedVersion = parsed.GetValue(_expected),
        Reason = parsed.GetRequiredValue(_change.Reason),
        Actor = _change.ActorOf(parsed, environment),
        Evidence = parsed.GetValue(_change.Evidence),
    };
}
