using System.Globalization;
using System.Text;
using OrleansML.Learning.Definitions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Cli.Runs;

/// <summary>Makes the relative paths of a definition absolute, because those who read it stand in another folder.</summary>
internal static class DefinitionPaths
{
    /// <summary>Replaces relative paths; every other character stays as it is.</summary>
    /// <param name="yaml">A definition that breaks no rule.</param>
    /// <param name="folder">What they are relative to.</param>
    /// <param name="kind">Where a definition has paths.</param>
    /// <exception cref="CliException">A value stands there in a form that cannot be replaced.</exception>
    public static string MakeAbsolute<T>(string yaml, string folder, DefinitionKind<T> kind)
        where T : class
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var root = (YamlMappingNode)stream.Documents[0].RootNode;
        var relative = new List<(string Section, Func<T, string?> Path, YamlScalarNode Node)>();
        foreach (var (section, path) in kind.Paths)
        {
            if (PathOf(root, section) is { } node && IsRelative(node.Value))
                relative.Add((section, path, node));
        }

        // From the end, so that the places of those before stay right.
        var edited = yaml;
        foreach (var (_, _, node) in relative.OrderByDescending(static path => path.Node.Start.Index))
        {
            if (node.Style is not (ScalarStyle.Literal or ScalarStyle.Folded))
                edited = $"{edited[..(int)node.Start.Index]}{Quote(Absolute(node, folder))}{edited[(int)node.End.Index..]}";
        }

        foreach (var (section, path, node) in relative)
            Verify(edited, kind, section, path, Absolute(node, folder));
        return edited;
    }

    /// <summary>A text as YAML in double quotation marks and in one line. What can be seen stays as it is.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' or '\\' => $"\\{character}",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:X4}"),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Whether a path is taken from the definition's folder.</summary>
    public static bool IsRelative(string? path) =>
        !string.IsNullOrEmpty(path) && !Path.IsPathRooted(path) && !path.Contains("://", StringComparison.Ordinal);

    /// <summary>What a key holds; null where it is missing.</summary>
    public static YamlNode? Child(YamlMappingNode mapping, string key) => mapping.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;

    private static void Verify<T>(string edited, DefinitionKind<T> kind, string section, Func<T, string?> path, string expected)
        where T : class
    {
        try
        {
            if (path(kind.Read(edited)) == expected)
                return;
        }
        catch (InvalidDefinitionException)
        {
            // It is told below.
        }

        throw new CliException($"'{section}.path' is relative and cannot be replaced where it stands: write {expected} there.");
    }

    private static YamlScalarNode? PathOf(YamlMappingNode root, string section) =>
        Child(root, section) is YamlMappingNode mapping ? Child(mapping, "path") as YamlScalarNode : null;

    private static string Absolute(YamlScalarNode node, string folder) => Path.GetFullPath(Path.Combine(folder, node.Value!));
}
