using System.CommandLine;
using OrleansML.Cli.Data;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Cli.Monitoring;

/// <summary><c>orleansml monitor apply -f FILE</c>: puts a definition in use.</summary>
internal sealed class MonitorApplyCommand : Command
{
    private readonly Option<string> _file = new("--file", "-f") { Description = "Monitor definition in YAML.", HelpName = "FILE", Required = true };
    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only check it, and say what would change." };

    public MonitorApplyCommand(VerbContext verbs) : base("apply", "Put a monitor definition in use.")
    {
        Add(_file);
        Add(_dryRun);
        SetAction(async (parsed, cancellationToken) =>
        {
            var path = parsed.GetRequiredValue(_file);
            var text = await Files.ReadTextAsync(path, cancellationToken);
            var dryRun = parsed.GetValue(_dryRun);
            using var gateway = verbs.ConnectTo(parsed);
            var applied = await new MonitorCalls(gateway).ApplyAsync(ModelOf(path, text), text, Environment.UserName, dryRun, cancellationToken);
            verbs.OutputOf(parsed).Write(applied, console => MonitorViews.RenderApplied(console, applied, dryRun));
            return ExitCodes.Success;
        });
    }

    private static string ModelOf(string path, string text)
    {
        try
        {
            return MonitorDefinitionReader.Read(text).Model;
        }
        catch (InvalidDefinitionException exception)
        {
            throw CliException.Of($"'{path}' is no valid monitor definition", [.. exception.Violations.Select(static violation => violation.ToString())]);
        }
    }
}
