using OrleansML.Cli.Data;
using OrleansML.Learning.Definitions;
using OrleansML.Models;

namespace OrleansML.Cli.Runs;

/// <summary>A file with a definition.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind">What is defined.</param>
/// <param name="Text">Its text.</param>
/// <param name="Definition">What it says; null where it breaks rules.</param>
/// <param name="Violations">Everything that is wrong with it.</param>
internal sealed record DefinitionFile<T>(string Path, DefinitionKind<T> Kind, string Text, T? Definition, IReadOnlyList<DefinitionViolation> Violations)
    where T : class
{
    /// <summary>Reads a file and checks it by the rules that need no cluster.</summary>
    /// <exception cref="CliException">The file cannot be read.</exception>
    public static async Task<DefinitionFile<T>> ReadAsync(string path, DefinitionKind<T> kind, CancellationToken cancellationToken)
    {
        var text = await Files.ReadTextAsync(path, cancellationToken);
        try
        {
            var definition = kind.Read(text);
            DefinitionViolation[] violations = [.. kind.Names.SelectMany(name => NameViolations(name.Key, name.Value(definition)))];
            return new DefinitionFile<T>(path, kind, text, violations.Length == 0 ? definition : null, violations);
        }
        catch (InvalidDefinitionException exception)
        {
            return new DefinitionFile<T>(path, kind, text, null, exception.Violations);
        }
    }

    /// <summary>What it says.</summary>
    /// <exception cref="CliException">It breaks rules, all of which are named.</exception>
    public T Require() =>
        Definition ?? throw CliException.Of($"'{Path}' is no valid {Kind.Name} definition", [.. Violations.Select(static violation => violation.ToString())]);

    /// <summary>Its text for those who stand in another folder: relative paths in it are taken from its folder.</summary>
    /// <exception cref="CliException">It breaks rules, or a path stands there in a form that cannot be replaced.</exception>
    public string ToSend()
    {
        Require();
        return DefinitionPaths.MakeAbsolute(Text, System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!, Kind);
    }

    private static IEnumerable<DefinitionViolation> NameViolations(string key, string name) =>
        ModelName.IsValid(name) ? [] : [new DefinitionViolation(0, key, $"is '{name}'; use {ModelName.Rule}.")];
}
