using System.CommandLine;
using Spectre.Console;

namespace OrleansML.Cli.Training;

/// <summary><c>orleansml train check -f FILE</c>: looks through a definition without a gateway.</summary>
internal sealed class TrainCheckCommand : Command
{
    private readonly Option<string> _file = new("--file", "-f") { Description = "Training definition in YAML.", HelpName = "FILE", Required = true };

    public TrainCheckCommand(VerbContext verbs) : base("check", "Say everything that is wrong with a training definition. Needs no gateway and reads no rows.")
    {
        Add(_file);
        SetAction(async (parsed, cancellationToken) =>
        {
            var file = await TrainingFile.ReadAsync(parsed.GetRequiredValue(_file), cancellationToken);
            var output = verbs.OutputOf(parsed);
            var report = new TrainingCheckReport(file.Path, file.Definition?.Model, file.Violations);
            if (!output.IsJson)
                file.Require();
            output.Write(report, console => console.WriteLine($"'{report.File}' is a valid training definition of model '{report.Model}'."));
            return report.IsValid ? ExitCodes.Success : ExitCodes.Failure;
        });
    }
}
