using OrleansML.Cli.Data;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;

namespace OrleansML.Cli.Pipelines;

/// <summary>A file with a pipeline definition.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text as it is sent: with the texts of the files beside it that its steps name.</param>
/// <param name="Definition">What it says; null where it breaks rules.</param>
/// <param name="Violations">Everything that is wrong with it, by line.</param>
internal sealed record PipelineFile(string Path, string Text, PipelineDefinition? Definition, IReadOnlyList<DefinitionViolation> Violations)
{
    /// <summary>Reads a file with those that its steps name, and checks it by the rules that need no cluster.</summary>
    /// <exception cref="CliException">The file cannot be read, or a file that a step names cannot be put where it stands.</exception>
    public static async Task<PipelineFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var folder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(path))!;
        var steps = await StepFiles.ReadAsync(await Files.ReadTextAsync(path, cancellationToken), folder, cancellationToken);
        PipelineDefinition? definition = null;
        IReadOnlyList<DefinitionViolation> violations = steps.Violations;
        try
        {
            definition = PipelineDefinitionReader.Read(steps.Text);
            steps.Verify(definition);
        }
        catch (InvalidDefinitionException exception)
        {
            violations = [.. steps.Violations.Concat(exception.Violations).OrderBy(static violation => violation.Line)];
        }

        return new PipelineFile(path, steps.Text, violations.Count == 0 ? definition : null, violations);
    }

    /// <summary>What it says.</summary>
    /// <exception cref="CliException">It breaks rules, all of which are named.</exception>
    public PipelineDefinition Require() =>
        Definition ?? throw CliException.Of($"'{Path}' is no valid pipeline definition", [.. Violations.Select(static violation => violation.ToString())]);
}
