using System.CommandLine;

namespace OrleansML.Cli.Models;

/// <summary><c>orleansml model list</c>.</summary>
internal sealed class ModelListCommand : Command
{
    public ModelListCommand(VerbContext verbs) : base("list", "All models with their versions.") =>
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var models = await gateway.ListModelsAsync(cancellationToken);
            verbs.OutputOf(parsed).Write(models, console => ModelViews.RenderList(console, models.Models));
            return ExitCodes.Success;
        });
}
