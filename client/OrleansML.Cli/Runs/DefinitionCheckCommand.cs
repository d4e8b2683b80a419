using System.CommandLine;

namespace OrleansML.Cli.Runs;

/// <summary><c>check -f FILE</c>: looks through a definition without a gateway.</summary>
internal sealed class DefinitionCheckCommand<T> : Command
    where T : class
{
    private readonly Option<string> _file;

    public DefinitionCheckCommand(VerbContext verbs, DefinitionKind<T> kind)
        : base("check", $"Say everything that is wrong with a {kind.Name} definition. Needs no gateway and reads no rows.")
    {
        _file = new Option<string>("--file", "-f") { Description = $"The {kind.Name} definition in YAML.", HelpName = "FILE", Required = true };
        Add(_file);
        SetAction(async (parsed, cancellationToken) =>
        {
            var file = await DefinitionFile<T>.ReadAsync(parsed.GetRequiredValue(_file), kind, cancellationToken);
            var output = verbs.OutputOf(parsed);
            var report = new DefinitionCheckReport(file.Path, file.Definition is { } definition ? kind.Model(definition) : null, file.Violations);
            if (!output.IsJson)
                file.Require();
            output.Write(report, console => console.WriteLine($"'{report.File}' is a valid {kind.Name} definition of model '{report.Model}'."));
            return report.IsValid ? ExitCodes.Success : ExitCodes.Failure;
        });
    }
}
