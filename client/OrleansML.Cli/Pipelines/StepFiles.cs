using OrleansML.Cli.Data;
using OrleansML.Cli.Runs;
using OrleansML.Learning.Definitions;
using OrleansML.Learning.Pipelines;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Cli.Pipelines;

/// <summary>
/// The files that lie beside a pipeline definition and that its steps name. Silos have no such folder, so the text of each takes the place of its name.
/// An absolute path is one of the silos and stays.
/// </summary>
/// <param name="Text">The definition with the texts in place, each in one line so that all others keep their numbers; else as it was.</param>
/// <param name="Violations">Files that cannot be read.</param>
/// <param name="Read">The texts by step.</param>
internal sealed record StepFiles(string Text, IReadOnlyList<DefinitionViolation> Violations, IReadOnlyDictionary<string, string> Read)
{
    private const string Name = "definition_file";
    private const string Replacement = "definition";

    /// <summary>Reads the files.</summary>
    /// <param name="yaml">The definition; what is wrong in its form is left for others to tell.</param>
    /// <param name="folder">Where the files lie.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<StepFiles> ReadAsync(string yaml, string folder, CancellationToken cancellationToken)
    {
        var violations = new List<DefinitionViolation>();
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        var edited = yaml;

        // From the end, so that the places of those before stay right.
        foreach (var (step, key, path) in Relative(yaml).OrderByDescending(static found => found.Key.Start.Index))
        {
            var (text, problem) = await TryReadAsync(folder, path.Value!, cancellationToken);
            if (problem is not null)
            {
                violations.Insert(0, new DefinitionViolation(key.Start.Line, $"steps.{step}.{Name}", problem));
                continue;
            }

            edited = $"{edited[..(int)key.Start.Index]}{Replacement}: {DefinitionPaths.Quote(text)}{edited[(int)path.End.Index..]}";
            read[step] = text;
        }

        return new StepFiles(edited, violations, read);
    }

    /// <summary>Makes sure that the texts stand where the names stood.</summary>
    /// <param name="definition">What <see cref="Text"/> says.</param>
    /// <exception cref="CliException">One does not.</exception>
    public void Verify(PipelineDefinition definition)
    {
        foreach (var (name, text) in Read)
        {
            var document = definition.Steps.FirstOrDefault(step => step.Name == name)?.Work switch
            {
                TrainStep train => train.Definition,
                ScoreStep score => score.Definition,
                _ => null,
            };
            if (document?.Text != text)
                throw new CliException($"'steps.{name}.{Name}' cannot be replaced where it stands: write the key and the path in one line, or the text under '{Replacement}'.");
        }
    }

    private static async Task<(string Text, string? Problem)> TryReadAsync(string folder, string path, CancellationToken cancellationToken)
    {
        if (path.Contains("${", StringComparison.Ordinal))
            return ("", $"is '{path}', with a placeholder; files beside a definition are read when it is applied, before any run: name the file, or write an absolute path, which silos read.");

        try
        {
            return (await Files.ReadTextAsync(Path.Combine(folder, path), cancellationToken), null);
        }
        catch (CliException exception)
        {
            return ("", $"cannot be used: {exception.Message}");
        }
    }

    private static List<(string Step, YamlScalarNode Key, YamlScalarNode Path)> Relative(string yaml)
    {
        var found = new List<(string, YamlScalarNode, YamlScalarNode)>();
        if (Steps(yaml) is not { } steps)
            return found;

        foreach (var (name, step) in steps.Children)
        {
            // With a text beside it, it is the reader that tells what is wrong.
            if (name is not YamlScalarNode { Value: { } key } || step is not YamlMappingNode mapping || DefinitionPaths.Child(mapping, Replacement) is not null)
                continue;
            foreach (var (member, value) in mapping.Children)
            {
                if (member is YamlScalarNode { Value: Name } file
                    && value is YamlScalarNode { Style: not (ScalarStyle.Literal or ScalarStyle.Folded) } path
                    && DefinitionPaths.IsRelative(path.Value))
                {
                    found.Add((key, file, path));
                }
            }
        }

        return found;
    }

    private static YamlMappingNode? Steps(string yaml)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        catch (YamlException)
        {
            return null;
        }

        return stream.Documents is [{ RootNode: YamlMappingNode root }, ..] ? DefinitionPaths.Child(root, "steps") as YamlMappingNode : null;
    }
}
