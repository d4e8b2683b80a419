using System.Globalization;
using OrleansML.Learning.Definitions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;
using Keys = OrleansML.Learning.Monitoring.MonitorKeys;

namespace OrleansML.Learning.Monitoring;

/// <summary>Writes a definition as <see cref="MonitorDefinition.DefaultOf"/> makes it, with its rules, for people who want to change it.</summary>
public static class UsualDefinitionWriter
{
    /// <summary>The definition in YAML; <see cref="MonitorDefinitionReader"/> reads an equal one from it.</summary>
    /// <param name="definition">Of <see cref="MonitorDefinition.DefaultOf"/>: whatever else a definition may say is left out.</param>
    public static string Write(MonitorDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var root = new YamlMappingNode
        {
            { Keys.Model, Text(definition.Model) },
            { Keys.Window, DurationText.Format(definition.Window) },
            { Keys.Baseline, EnumText.Of(definition.Baseline.Kind) },
        };
        if (definition.Segments.Count > 0)
            root.Add(Keys.Segments, List(definition.Segments.Select(static YamlNode (columns) => columns.Count == 1 ? Text(columns[0]) : List(columns.Select(Text)))));
        if (definition.Label is { } label)
            root.Add(Keys.Label, LabelOf(label));
        root.Add(Keys.Rules, new YamlMappingNode(definition.Rules.Select(static rule => KeyValuePair.Create<YamlNode, YamlNode>(rule.Name, RuleOf(rule)))));

        // Nobody writes the mark of the document's end into a file of one document.
        const string End = "...\n";
        var text = YamlText.Of(root);
        return text.EndsWith(End, StringComparison.Ordinal) ? text[..^End.Length] : text;
    }

    private static YamlMappingNode LabelOf(MonitorLabel label)
    {
        var node = new YamlMappingNode { { Keys.Column, Text(label.Column) }, { Keys.Task, EnumText.Of(label.Task) } };
        if (label.Positive is { } positive)
        {
            node.Add(Keys.Positive, Text(positive));
            node.Add(Keys.Threshold, Number(label.Threshold));
        }

        if (label.Output is { } output)
            node.Add(Keys.Output, Text(output));
        if (label.Classes is { } classes)
            node.Add(Keys.Classes, List(classes.Select(Text)));
        return node;
    }

    private static YamlMappingNode RuleOf(MonitorRule rule)
    {
        var node = new YamlMappingNode { Style = MappingStyle.Flow };
        node.Add(Keys.Kind, EnumText.Of(rule.Kind));
        if (Keys.OfRule(rule.Kind).Contains(Keys.Metric))
            node.Add(Keys.Metric, rule.Metric);
        AddLimits(node, rule.Limits);
        if (rule.Escalation is { } critical)
        {
            var worse = new YamlMappingNode { Style = MappingStyle.Flow };
            AddLimits(worse, critical);
            node.Add(Keys.Critical, worse);
        }

        if (rule.Significance is { } significance)
            node.Add(Keys.Significance, Number(significance));
        node.Add(Keys.MinimumRows, rule.MinimumRows.ToString(CultureInfo.InvariantCulture));
        return node;
    }

    private static void AddLimits(YamlMappingNode node, RuleLimits limits)
    {
        foreach (var (key, limit) in new[] { (Keys.At, limits.At), (Keys.Relative, limits.Relative), (Keys.Sigma, limits.Sigma) })
        {
            if (limit is { } value)
                node.Add(key, Number(value));
        }
    }

    private static YamlSequenceNode List(IEnumerable<YamlNode> items) => new(items) { Style = SequenceStyle.Flow };

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    // In quotes, so that a class "1" or "no" stays a text for whatever reads it.
    private static YamlScalarNode Text(string text) => new(text) { Style = ScalarStyle.DoubleQuoted };
}
