using System.CommandLine;

namespace OrleansML.Cli.Models;

/// <summary><c>orleansml model promote NAME VERSION</c>: lets a version answer requests that name none.</summary>
internal sealed class ModelPromoteCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the model." };

    private readonly Argument<int> _version = new("VERSION") { Description = "Version that is to become champion." };

    private readonly Option<string> _reason = new("--reason") { Description = "Why, for the history.", HelpName = "TEXT", Required = true };

    public ModelPromoteCommand(VerbContext verbs) : base("promote", "Make a version the champion.")
    {
        Add(_name);
        Add(_version);
        Add(_reason);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var model = await gateway.PromoteAsync(
                parsed.GetRequiredValue(_name), parsed.GetRequiredValue(_version), parsed.GetRequiredValue(_reason), cancellationToken);
            verbs.OutputOf(parsed).Write(model, console => console.WriteLine($"{model.Name} version {model.Champion} is champion now."));
            return ExitCodes.Success;
        });
    }
}
