using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Learning.Definitions;

/// <summary>One YAML file being read: its root, and every violation found so far.</summary>
internal sealed class DefinitionDocument
{
    private const int MaximumLength = 1 << 20;
    private const int MaximumDepth = 16;

    private readonly List<DefinitionViolation> _violations = [];

    public IReadOnlyList<DefinitionViolation> Violations => [.. _violations.OrderBy(violation => violation.Line)];

    /// <summary>Parses a text; null, with a violation, when it is not one mapping.</summary>
    public DefinitionSection? Parse(string yaml)
    {
        if (yaml.Length > MaximumLength)
        {
            Add(0, "", $"has {yaml.Length} characters; {MaximumLength} are allowed.");
            return null;
        }

        try
        {
            if (!IsPlain(yaml))
                return null;

            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
                return new DefinitionSection(this, root, "");

            Add(0, "", "must be one mapping of keys to values.");
        }
        catch (YamlException exception)
        {
            Add(exception.Start.Line, "", $"is not YAML: {exception.Message}");
        }

        return null;
    }

    public void Add(long line, string path, string message) => _violations.Add(new DefinitionViolation(line, path, message));

    /// <summary>Throws if anything was wrong.</summary>
    /// <exception cref="InvalidDefinitionException">There are violations.</exception>
    public void ThrowIfInvalid(string subject)
    {
        if (_violations.Count > 0)
            throw new InvalidDefinitionException(subject, Violations);
    }

    // Building the tree recurses; a hostile file must not end the process by its depth, nor make the tree a cycle by its aliases.
    private bool IsPlain(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        var depth = 0;
        while (parser.MoveNext())
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MaximumDepth)
            {
                Add(parser.Current.Start.Line, "", $"nests deeper than {MaximumDepth} levels.");
                return false;
            }

            if (parser.Current is AnchorAlias alias)
            {
                Add(alias.Start.Line, "", $"uses the alias '*{alias.Value}'; write the value out.");
                return false;
            }
        }

        return true;
    }
}
