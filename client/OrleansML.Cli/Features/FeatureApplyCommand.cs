using System.CommandLine;
using OrleansML.Cli.Data;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Cli.Features;

/// <summary><c>orleansml feature apply -f FILE</c>: puts a view's definition in use.</summary>
internal sealed class FeatureApplyCommand : Command
{
    private readonly Option<string> _file = new("--file", "-f") { Description = "Definition in YAML.", HelpName = "FILE", Required = true };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only check it, deployed models included." };

    public FeatureApplyCommand(VerbContext verbs) : base("apply", "Put a feature view's definition in use, unless it would break a deployed model.")
    {
        Add(_file);
        Add(_dryRun);
        SetAction((parsed, cancellationToken) => RunAsync(verbs, parsed, cancellationToken));
    }

    private async Task<int> RunAsync(VerbContext verbs, ParseResult parsed, CancellationToken cancellationToken)
    {
        var path = parsed.GetRequiredValue(_file);
        var definition = await Files.ReadTextAsync(path, cancellationToken);
        var dryRun = parsed.GetValue(_dryRun);
        using var gateway = verbs.ConnectTo(parsed);
        var view = await gateway.ApplyFeatureViewAsync(NameOf(path, definition), definition, dryRun, cancellationToken);
        verbs.OutputOf(parsed).Write(view, console => FeatureViews.RenderApplied(console, view, dryRun));
        return ExitCodes.Success;
    }

    private static string NameOf(string path, string definition)
    {
        try
        {
            return FeatureViewReader.Read(definition).Name;
        }
        catch (InvalidDefinitionException exception)
        {
            throw new CliException($"'{path}': {exception.Message}", innerException: exception);
        }
    }
}
