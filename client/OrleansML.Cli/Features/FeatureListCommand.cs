using System.CommandLine;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature list</c>.</summary>
internal sealed class FeatureListCommand : Command
{
    public FeatureListCommand(VerbContext verbs) : base("list", "All feature views.") => SetAction(async (parsed, cancellationToken) =>
    {
        using var gateway = verbs.ConnectTo(parsed);
        var list = await gateway.ListFeatureViewsAsync(cancellationToken);
        verbs.OutputOf(parsed).Write(list, console => FeatureViews.RenderList(console, list.Views));
        return ExitCodes.Success;
    });
}
