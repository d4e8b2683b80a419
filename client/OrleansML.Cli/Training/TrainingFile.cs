using OrleansML.Cli.Data;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Training;
using OrleansML.Models;

namespace OrleansML.Cli.Training;

/// <summary>A file with a training definition.</summary>
/// <param name="Path">The file.</param>
/// <param name="Text">Its text.</param>
/// <param name="Definition">What it says; null where it breaks rules.</param>
/// <param name="Violations">Everything that is wrong with it.</param>
internal sealed record TrainingFile(string Path, string Text, TrainingDefinition? Definition, IReadOnlyList<DefinitionViolation> Violations)
{
    /// <summary>What a relative path in it is taken from.</summary>
    public string Folder => System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>Reads a file and checks it by the rules that need no cluster.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static async Task<TrainingFile> ReadAsync(string path, CancellationToken cancellationToken)
    {
        var text = await Files.ReadTextAsync(path, cancellationToken);
        try
        {
            var definition = TrainingDefinitionReader.Read(text);
            DefinitionViolation[] violations = [.. NameViolations("model", definition.Model), .. NameViolations("plan.pool", definition.Plan.Pool)];
            return new TrainingFile(path, text, violations.Length == 0 ? definition : null, violations);
        }
        catch (InvalidDefinitionException exception)
        {
            return new TrainingFile(path, text, null, exception.Violations);
        }
    }

    /// <summary>What it says.</summary>
    /// <exception cref="CliException">It breaks rules, all of which are named.</exception>
    public TrainingDefinition Require() =>
        Definition ?? throw CliException.Of($"'{Path}' is no valid training definition", [.. Violations.Select(static violation => violation.ToString())]);

    private static IEnumerable<DefinitionViolation> NameViolations(string key, string name) =>
        ModelName.IsValid(name) ? [] : [new DefinitionViolation(0, key, $"is '{name}'; use {ModelName.Rule}.")];
}
