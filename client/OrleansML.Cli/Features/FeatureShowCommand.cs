using System.CommandLine;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature show VIEW</c>.</summary>
internal sealed class FeatureShowCommand : Command
{
    private readonly Argument<string> _view = new("VIEW") { Description = "Name of the view." };

    public FeatureShowCommand(VerbContext verbs) : base("show", "A feature view with its definition.")
    {
        Add(_view);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var view = await gateway.GetFeatureViewAsync(parsed.GetRequiredValue(_view), cancellationToken);
            verbs.OutputOf(parsed).Write(view, console => FeatureViews.RenderView(console, view));
            return ExitCodes.Success;
        });
    }
}
