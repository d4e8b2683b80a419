using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Learning.Definitions;

/// <summary>A mapping inside a definition file. Every read of a wrong value adds a violation and gives null, so that reading goes on.</summary>
internal sealed partial class DefinitionSection(DefinitionDocument document, YamlMappingNode node, string path)
{
    public const string NameRule = "1 to 64 of a-z, 0-9 and _, starting with a letter";

    private const int MaximumItems = 10_000;

    public string Path => path;

    public long Line => node.Start.Line;

    public IEnumerable<string> Keys => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    public static bool IsName(string text) => NamePattern().IsMatch(text);

    public bool Has(string key) => node.Children.ContainsKey(key);

    /// <summary>Whether a key has one value, and neither a list nor a mapping.</summary>
    public bool IsText(string key) => node.Children.TryGetValue(key, out var value) && value is YamlScalarNode;

    /// <summary>Adds a violation at a key, or at the section itself when it has no such key.</summary>
    public void Violate(string key, string message)
    {
        var line = node.Children.TryGetValue(key, out var value) ? value.Start.Line : node.Start.Line;
        document.Add(line, At(key), message);
    }

    public void Violate(string message) => document.Add(Line, path, message);

    public void AllowOnly(params IReadOnlyCollection<string> known)
    {
        foreach (var key in node.Children.Keys)
        {
            var text = (key as YamlScalarNode)?.Value;
            if (text is null || !known.Contains(text))
                document.Add(key.Start.Line, At(text ?? "?"), $"is not known; the keys here are {string.Join(", ", known)}.");
        }
    }

    public string? Text(string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is YamlScalarNode { Value: { } text })
            return text;

        Violate(key, "must be text.");
        return null;
    }

    public string? RequiredText(string key)
    {
        if (!Has(key))
            Violate(key, "is missing.");
        else if (Text(key) is { Length: > 0 } text)
            return text;
        else if (node.Children[key] is YamlScalarNode)
            Violate(key, "is empty.");
        return null;
    }

    public string? Name(string key)
    {
        if (RequiredText(key) is not { } text)
            return null;
        if (IsName(text))
            return text;

        Violate(key, $"is '{text}'; use {NameRule}.");
        return null;
    }

    public int? Integer(string key, int minimum, int maximum)
    {
        if (Text(key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;

        Violate(key, $"is '{text}'; a whole number from {minimum} to {maximum} is allowed.");
        return null;
    }

    public bool? Boolean(string key)
    {
        switch (Text(key))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            case var text:
                Violate(key, $"is '{text}'; true or false is allowed.");
                return null;
        }
    }

    public double? Number(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (TryNumber(text, out var value))
            return value;

        Violate(key, $"is '{text}'; a finite number is allowed.");
        return null;
    }

    public double? RequiredNumber(string key)
    {
        if (!Has(key))
            Violate(key, "is missing.");
        return Number(key);
    }

    public double[]? Numbers(string key)
    {
        if (Texts(key) is not { } texts)
            return null;

        var numbers = new double[texts.Length];
        for (var index = 0; index < texts.Length; index++)
        {
            if (TryNumber(texts[index], out numbers[index]))
                continue;

            Violate(key, $"holds '{texts[index]}'; finite numbers are allowed.");
            return null;
        }

        return numbers;
    }

    public TimeSpan? Duration(string key, TimeSpan minimum, TimeSpan maximum)
    {
        if (Text(key) is not { } text)
            return null;
        if (DurationText.TryParse(text, out var value) && value >= minimum && value <= maximum)
            return value;

        Violate(key, $"is '{text}'; a duration from {DurationText.Format(minimum)} to {DurationText.Format(maximum)} is allowed: a whole number of ms, s, m, h or d.");
        return null;
    }

    public T? Choice<T>(string key) where T : struct, Enum
    {
        if (Text(key) is not { } text)
            return null;
        if (EnumText.TryParse<T>(text, out var value))
            return value;

        Violate(key, $"is '{text}'; allowed are {string.Join(", ", EnumText.Names<T>())}.");
        return null;
    }

    public T? RequiredChoice<T>(string key) where T : struct, Enum
    {
        if (Has(key))
            return Choice<T>(key);

        Violate(key, $"is missing; allowed are {string.Join(", ", EnumText.Names<T>())}.");
        return null;
    }

    public string[]? Texts(string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is YamlSequenceNode { Children.Count: > 0 and <= MaximumItems } list && list.Children.All(item => item is YamlScalarNode { Value: not null }))
            return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];

        Violate(key, $"must be a list of 1 to {MaximumItems} values.");
        return null;
    }

    /// <summary>A list whose items are texts or lists of texts; a text is a list of one.</summary>
    public string[][]? TextLists(string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is YamlSequenceNode { Children.Count: > 0 and <= MaximumItems } list)
        {
            string[][] lists = [.. list.Children.Select(TextsIn).OfType<string[]>()];
            if (lists.Length == list.Children.Count)
                return lists;
        }

        Violate(key, $"must be a list of 1 to {MaximumItems} values or lists of values.");
        return null;
    }

    public DefinitionSection? Section(string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is YamlMappingNode mapping)
            return new DefinitionSection(document, mapping, At(key));

        Violate(key, "must be a mapping of keys to values.");
        return null;
    }

    /// <summary>A mapping of names to mappings; empty when it is absent.</summary>
    public IReadOnlyList<(string Name, DefinitionSection Section)> NamedSections(string key)
    {
        if (Section(key) is not { } parent)
            return [];

        var named = new List<(string, DefinitionSection)>();
        foreach (var name in parent.Keys)
        {
            if (!IsName(name))
                parent.Violate(name, $"is not a name; use {NameRule}.");
            else if (parent.Section(name) is { } section)
                named.Add((name, section));
        }

        return named;
    }

    /// <summary>A list of mappings; empty when it is absent.</summary>
    public IReadOnlyList<DefinitionSection> ListedSections(string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return [];
        if (value is not YamlSequenceNode list || list.Children.Count > MaximumItems)
        {
            Violate(key, $"must be a list of at most {MaximumItems} mappings.");
            return [];
        }

        var sections = new List<DefinitionSection>();
        foreach (var (index, item) in list.Children.Index())
        {
            if (item is YamlMappingNode mapping)
                sections.Add(new DefinitionSection(document, mapping, $"{At(key)}[{index}]"));
            else
                document.Add(item.Start.Line, $"{At(key)}[{index}]", "must be a mapping of keys to values.");
        }

        return sections;
    }

    private static string[]? TextsIn(YamlNode item) => item switch
    {
        YamlScalarNode { Value: { } text } => [text],
        YamlSequenceNode { Children.Count: > 0 } list when list.Children.All(static child => child is YamlScalarNode { Value: not null }) =>
            [.. list.Children.Select(static child => ((YamlScalarNode)child).Value!)],
        _ => null,
    };

    private static bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    private string At(string key) => path.Length == 0 ? key : $"{path}.{key}";

    [GeneratedRegex("^[a-z][a-z0-9_]{0,63}\\z")]
    private static partial Regex NamePattern();
}
