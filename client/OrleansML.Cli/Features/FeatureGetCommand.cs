using System.CommandLine;
using OrleansML.Cli.Data;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature get VIEW ENTITY...</c>: features with value, age status and times.</summary>
internal sealed class FeatureGetCommand : Command
{
    private readonly Argument<string> _view = new("VIEW") { Description = "Name of the view." };

    private readonly Argument<string[]> _entities = new("ENTITY")
    {
        Description = "Entities, each its keys joined by '|'.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _features = new("--features") { Description = "The features to read, separated by commas. Default: all.", HelpName = "NAME,..." };

    private readonly Option<int?> _timeout =
        new Option<int?>("--timeout") { Description = "Time for all sources together, in milliseconds. Default: 500.", HelpName = "MS" }.Positive();

    public FeatureGetCommand(VerbContext verbs) : base("get", "Read features of entities.")
    {
        Add(_view);
        Add(_entities);
        Add(_features);
        Add(_timeout);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var reply = await gateway.ReadFeaturesAsync(
                parsed.GetRequiredValue(_view),
                parsed.GetRequiredValue(_entities),
                NameList.Split(parsed.GetValue(_features)),
                parsed.GetValue(_timeout),
                cancellationToken);
            verbs.OutputOf(parsed).Write(reply, console => FeatureViews.RenderVectors(console, reply));
            return FeatureViews.HasErrors(reply) ? ExitCodes.Failure : ExitCodes.Success;
        });
    }
}
