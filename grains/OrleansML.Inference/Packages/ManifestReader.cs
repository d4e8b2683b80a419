using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Inference.Packages;

/// <summary>Reads <c>manifest.yaml</c> and reports every violation at once, each with its line.</summary>
public sealed class ManifestReader
{
    private const int MaximumLength = 1 << 20;
    private const int MaximumCategories = 10_000;
    private const double LowestShare = 0.5;
    private const double HighestShare = 0.99999;
    private static readonly TimeSpan ShortestLatency = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestLatency = TimeSpan.FromHours(1);

    private readonly List<string> _violations = [];

    private ManifestReader()
    {
    }

    /// <summary>Reads a manifest.</summary>
    /// <param name="yaml">The text, at most 1 MiB.</param>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/> with every violation.</exception>
    public static ModelManifest Read(string yaml)
    {
        var reader = new ManifestReader();
        var manifest = reader.ReadText(yaml);
        return reader._violations.Count == 0
            ? manifest
            : throw new OrleansMLException(ErrorCode.InvalidModel, $"The manifest is not valid: {string.Join(" ", reader._violations)}");
    }

    private ModelManifest ReadText(string yaml)
    {
        if (yaml.Length > MaximumLength)
        {
            _violations.Add($"It has {yaml.Length} characters; {MaximumLength} are allowed.");
            return ModelManifest.Empty;
        }

        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents.Count == 0)
                return ModelManifest.Empty;
            if (stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root)
                return ReadRoot(root);

            _violations.Add("It must be one mapping of keys to values.");
        }
        catch (YamlException exception)
        {
            _violations.Add($"Line {exception.Start.Line}: it is not YAML: {exception.Message}");
        }

        return ModelManifest.Empty;
    }

    private ModelManifest ReadRoot(YamlMappingNode root)
    {
        RefuseUnknown(root, ManifestKeys.Top, "");
        var batching = Mapping(root, ManifestKeys.Batching);
        if (batching is not null)
            RefuseUnknown(batching, ManifestKeys.OfBatching, ManifestKeys.Batching + ".");

        var featuresReader = new ManifestFeaturesReader();
        var features = featuresReader.Read(root);
        _violations.AddRange(featuresReader.Violations);
        return new ModelManifest
        {
            Name = NameAt(root, ManifestKeys.Name),
            Version = Integer(root, ManifestKeys.Version, 1, int.MaxValue),
            Summary = Text(root, ManifestKeys.Summary) ?? "",
            Pool = NameAt(root, ManifestKeys.Pool),
            Replicas = Integer(root, ManifestKeys.Replicas, 1, 64) ?? 1,
            MaximumBatchRows = batching is null ? null : Integer(batching, ManifestKeys.MaximumRows, 1, 65_536),
            MaximumBatchDelay = TimeSpan.FromMilliseconds(batching is null ? 0 : Number(batching, ManifestKeys.MaximumDelay, 0, 1000) ?? 0),
            Inputs = ReadInputs(root),
            Features = features,
            Objectives = ReadObjectives(root),
            Monitoring = Mapping(root, ManifestKeys.Monitoring) is { } monitoring ? ManifestMonitoringReader.Read(monitoring, _violations.Add) : null,
        };
    }

    private ModelObjectives? ReadObjectives(YamlMappingNode root)
    {
        if (Mapping(root, ManifestKeys.Objectives) is not { } node)
            return null;

        RefuseUnknown(node, ManifestKeys.OfObjectives, ManifestKeys.Objectives + ".");
        var availability = Number(node, ManifestKeys.Availability, LowestShare, HighestShare);
        var latency = Duration(node, ManifestKeys.Latency, ShortestLatency, LongestLatency);
        var share = Number(node, ManifestKeys.LatencyShare, LowestShare, HighestShare);
        if (!node.Children.ContainsKey(ManifestKeys.Availability) && !node.Children.ContainsKey(ManifestKeys.Latency))
            Add(node, $"'{ManifestKeys.Objectives}' must have '{ManifestKeys.Availability}' or '{ManifestKeys.Latency}'.");
        var objectives = new ModelObjectives { Availability = availability, Latency = latency };
        return share is { } given ? objectives with { LatencyShare = given } : objectives;
    }

    private Dictionary<string, InputRule> ReadInputs(YamlMappingNode root)
    {
        var rules = new Dictionary<string, InputRule>(StringComparer.Ordinal);
        if (Mapping(root, ManifestKeys.Inputs) is not { } inputs)
            return rules;

        foreach (var (key, value) in inputs.Children)
        {
            var name = key is YamlScalarNode { Value: { } text } ? text : "";
            if (value is not YamlMappingNode rule)
            {
                Add(value, $"'{ManifestKeys.Inputs}.{name}' must be a mapping with {string.Join(", ", ManifestKeys.OfInput)}.");
                continue;
            }

            RefuseUnknown(rule, ManifestKeys.OfInput, $"{ManifestKeys.Inputs}.{name}.");
            rules[name] = ReadRule(name, rule);
        }

        return rules;
    }

    private InputRule ReadRule(string name, YamlMappingNode node)
    {
        var rule = new InputRule
        {
            Minimum = Number(node, ManifestKeys.Minimum, double.MinValue, double.MaxValue),
            Maximum = Number(node, ManifestKeys.Maximum, double.MinValue, double.MaxValue),
            AllowNaN = Boolean(node, ManifestKeys.AllowNaN) ?? true,
            Categories = Texts(node, ManifestKeys.Categories),
        };
        if (rule.Minimum > rule.Maximum)
            Add(node, $"'{ManifestKeys.Inputs}.{name}' has minimum {rule.Minimum:R} above maximum {rule.Maximum:R}.");
        return rule;
    }

    private void RefuseUnknown(YamlMappingNode node, string[] known, string path)
    {
        foreach (var key in node.Children.Keys)
        {
            if (key is not YamlScalarNode { Value: { } text } || !known.Contains(text))
                Add(key, $"'{path}{key}' is not known; the keys here are {string.Join(", ", known)}.");
        }
    }

    private YamlMappingNode? Mapping(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is YamlMappingNode mapping)
            return mapping;

        Add(value, $"'{key}' must be a mapping of keys to values.");
        return null;
    }

    private string? Text(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is YamlScalarNode { Value: { } text })
            return text;

        Add(value, $"'{key}' must be text.");
        return null;
    }

    private string? NameAt(YamlMappingNode node, string key)
    {
        if (Text(node, key) is not { } text)
            return null;
        if (ModelName.IsValid(text))
            return text;

        Add(node.Children[key], $"'{key}' is '{text}'; use {ModelName.Rule}.");
        return null;
    }

    private int? Integer(YamlMappingNode node, string key, int minimum, int maximum)
    {
        if (Text(node, key) is not { } text)
            return null;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;

        Add(node.Children[key], $"'{key}' is '{text}'; a whole number from {minimum} to {maximum} is allowed.");
        return null;
    }

    private double? Number(YamlMappingNode node, string key, double minimum, double maximum)
    {
        if (Text(node, key) is not { } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= minimum && value <= maximum)
            return value;

        Add(node.Children[key], $"'{key}' is '{text}'; a number from {minimum:R} to {maximum:R} is allowed.");
        return null;
    }

    private TimeSpan? Duration(YamlMappingNode node, string key, TimeSpan minimum, TimeSpan maximum)
    {
        if (Text(node, key) is not { } text)
            return null;
        if (DurationText.TryParse(text, out var value) && value >= minimum && value <= maximum)
            return value;

        Add(node.Children[key], $"'{key}' is '{text}'; a duration from {DurationText.Format(minimum)} to {DurationText.Format(maximum)} is allowed, such as 50ms.");
        return null;
    }

    private bool? Boolean(YamlMappingNode node, string key)
    {
        switch (Text(node, key))
        {
            case null:
                return null;
            case "true":
                return true;
            case "false":
                return false;
            case var text:
                Add(node.Children[key], $"'{key}' is '{text}'; true or false is allowed.");
                return null;
        }
    }

    private string[]? Texts(YamlMappingNode node, string key)
    {
        if (!node.Children.TryGetValue(key, out var value))
            return null;
        if (value is YamlSequenceNode list && list.Children.Count is > 0 and <= MaximumCategories
            && list.Children.All(item => item is YamlScalarNode { Value: not null }))
        {
            return [.. list.Children.Select(item => ((YamlScalarNode)item).Value!)];
        }

        Add(value, $"'{key}' must be a list of 1 to {MaximumCategories} texts.");
        return null;
    }

    private void Add(YamlNode node, string violation) => _violations.Add($"Line {node.Start.Line}: {violation}");
}
