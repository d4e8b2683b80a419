using System.CommandLine;

namespace OrleansML.Cli.Pipelines;

/// <summary><c>orleansml pipeline check -f FILE</c>: looks through a definition without a gateway.</summary>
internal sealed class PipelineCheckCommand : Command
{
    private readonly PipelineFileOption _file = new();

    public PipelineCheckCommand(VerbContext verbs) : base("check", "Say everything that is wrong with a pipeline definition. Needs no gateway.")
    {
        Add(_file);
        SetAction(async (parsed, cancellationToken) =>
        {
            var file = await PipelineFile.ReadAsync(parsed.GetRequiredValue(_file), cancellationToken);
            var output = verbs.OutputOf(parsed);
            var report = new PipelineCheckReport(file.Path, file.Definition?.Name, file.Violations);
            if (!output.IsJson)
                file.Require();
            output.Write(report, console => console.WriteLine($"'{report.File}' is a valid definition of pipeline '{report.Pipeline}'."));
            return report.IsValid ? ExitCodes.Success : ExitCodes.Failure;
        });
    }
}
