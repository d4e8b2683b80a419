using System.CommandLine;

namespace OrleansML.Cli.Models;

/// <summary><c>orleansml model show NAME</c>.</summary>
internal sealed class ModelShowCommand : Command
{
    private readonly Argument<string> _name = new("NAME") { Description = "Name of the model." };

    public ModelShowCommand(VerbContext verbs) : base("show", "A model: versions, inputs, outputs and history.")
    {
        Add(_name);
        SetAction(async (parsed, cancellationToken) =>
        {
            using var gateway = verbs.ConnectTo(parsed);
            var name = parsed.GetRequiredValue(_name);
            var model = await gateway.GetModelAsync(name, cancellationToken);
            var history = await gateway.GetHistoryAsync(name, cancellationToken);
            var report = new ModelReport(model, history.Events);
            verbs.OutputOf(parsed).Write(report, console => ModelViews.RenderModel(console, report));
            return ExitCodes.Success;
        });
    }
}
