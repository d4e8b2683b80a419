using System.CommandLine;
using OrleansML.Registry;

namespace OrleansML.Cli.Models;

/// <summary><c>orleansml model history NAME</c>: every move; with <c>--at</c> which version answered then.</summary>
internal sealed class ModelHistoryCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the model." };

    private readonly Option<DateTimeOffset?> _at = new("--at")
    {
        Description = "Which version an alias stood for at this time, such as 2026-03-01T12:00:00Z.",
        HelpName = "TIME",
    };

    private readonly Option<string> _alias = new("--alias")
    {
        Description = "With --at: the alias. Default: champion.",
        HelpName = "ALIAS",
        DefaultValueFactory = static _ => AliasName.Champion,
    };

    public ModelHistoryCommand(VerbContext verbs) : base("history", "Every move of a model, or which version answered at a time.")
    {
        Add(_name);
        Add(_at);
        Add(_alias);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var name = parsed.GetRequiredValue(_name);
            if (parsed.GetValue(_at) is { } time)
            {
                var found = await gateway.GetAliasAsync(name, parsed.GetRequiredValue(_alias), time, cancellationToken);
                verbs.OutputOf(parsed).Write(found, console => ModelViews.RenderAlias(console, found));
            }
            else
            {
                var history = await gateway.GetHistoryAsync(name, cancellationToken);
                verbs.OutputOf(parsed).Write(history, console => ModelViews.RenderHistory(console, history.Events));
            }

            return ExitCodes.Success;
        });
    }
}
