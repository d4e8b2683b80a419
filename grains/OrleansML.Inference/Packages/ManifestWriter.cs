using System.Globalization;
using OrleansML.Learning.Definitions;
using OrleansML.Models;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Inference.Packages;

/// <summary>Writes a manifest in one canonical form: the same manifest gives the same text, whatever its author's layout was.</summary>
internal static class ManifestWriter
{
    public static string Write(ModelManifest manifest)
    {
        var root = new YamlMappingNode();
        AddText(root, ManifestKeys.Name, manifest.Name);
        AddPlain(root, ManifestKeys.Version, manifest.Version);
        AddText(root, ManifestKeys.Summary, manifest.Summary.Length > 0 ? manifest.Summary : null);
        AddText(root, ManifestKeys.Pool, manifest.Pool);
        AddPlain<int>(root, ManifestKeys.Replicas, manifest.Replicas);
        AddMapping(root, ManifestKeys.Batching, WriteBatching(manifest));
        AddMapping(root, ManifestKeys.Inputs, WriteInputs(manifest));
        if (manifest.Features is { } features)
            AddFeatures(root, features);
        if (manifest.Objectives is { } objectives)
            AddMapping(root, ManifestKeys.Objectives, WriteObjectives(objectives));
        if (manifest.Monitoring is { } monitoring)
            AddMapping(root, ManifestKeys.Monitoring, WriteMonitoring(monitoring));

        var writer = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(writer, assignAnchors: false);
        return writer.ToString();
    }

    private static YamlMappingNode WriteBatching(ModelManifest manifest)
    {
        var node = new YamlMappingNode();
        AddPlain(node, ManifestKeys.MaximumRows, manifest.MaximumBatchRows);
        if (manifest.MaximumBatchDelay > TimeSpan.Zero)
            AddPlain<double>(node, ManifestKeys.MaximumDelay, manifest.MaximumBatchDelay.TotalMilliseconds);
        return node;
    }

    private static void AddFeatures(YamlMappingNode root, ManifestFeatures features)
    {
        var node = new YamlMappingNode();
        if (features.Views.Count > 0)
            node.Add(ManifestKeys.Views, new YamlSequenceNode(features.Views.Select(Quoted)));
        if (features.Timeout is { } timeout)
            node.Add(ManifestKeys.Timeout, DurationText.Format(timeout));
        AddMapping(root, ManifestKeys.Features, node);
        var request = new YamlMappingNode();
        foreach (var field in features.Request)
            request.Add(field.Name, DatumTypes.NameOf(field.Type));
        AddMapping(root, ManifestKeys.Request, request);
        var preprocessing = new YamlStream();
        preprocessing.Load(new StringReader(features.Preprocessing));
        root.Add(ManifestKeys.Preprocessing, preprocessing.Documents[0].RootNode);
    }

    private static YamlMappingNode WriteObjectives(ModelObjectives objectives)
    {
        var node = new YamlMappingNode();
        AddPlain(node, ManifestKeys.Availability, objectives.Availability);
        if (objectives.Latency is { } latency)
        {
            node.Add(ManifestKeys.Latency, DurationText.Format(latency));
            AddPlain<double>(node, ManifestKeys.LatencyShare, objectives.LatencyShare);
        }

        return node;
    }

    private static YamlMappingNode WriteMonitoring(ModelMonitoring monitoring)
    {
        var node = new YamlMappingNode();
        if (monitoring.Segments.Length > 0)
            node.Add(ManifestKeys.Segments, new YamlSequenceNode(monitoring.Segments.Select(static columns => new YamlSequenceNode(columns.Select(Quoted)))));
        if (monitoring.Label is not { } label)
            return node;

        var said = new YamlMappingNode();
        AddText(said, ManifestKeys.Column, label.Column);
        said.Add(ManifestKeys.Task, label.Task);
        AddText(said, ManifestKeys.Positive, label.Positive);
        if (label.Positive is not null)
            AddPlain<double>(said, ManifestKeys.Threshold, label.Threshold);
        AddText(said, ManifestKeys.Output, label.Output);
        if (label.Classes is { } classes)
            said.Add(ManifestKeys.Classes, new YamlSequenceNode(classes.Select(Quoted)));
        node.Add(ManifestKeys.Label, said);
        return node;
    }

    private static YamlMappingNode WriteInputs(ModelManifest manifest)
    {
        var inputs = new YamlMappingNode();
        foreach (var (name, rule) in manifest.Inputs.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            var node = new YamlMappingNode();
            AddPlain(node, ManifestKeys.Minimum, rule.Minimum);
            AddPlain(node, ManifestKeys.Maximum, rule.Maximum);
            if (!rule.AllowNaN)
                node.Add(ManifestKeys.AllowNaN, "false");
            if (rule.Categories is { } categories)
                node.Add(ManifestKeys.Categories, new YamlSequenceNode(categories.Select(Quoted)));
            AddMapping(inputs, name, node);
        }

        return inputs;
    }

    private static void AddText(YamlMappingNode node, string key, string? value)
    {
        if (value is not null)
            node.Add(key, Quoted(value));
    }

    private static void AddPlain<T>(YamlMappingNode node, string key, T? value) where T : struct, IFormattable
    {
        if (value is { } number)
            node.Add(key, number.ToString(number is double ? "R" : null, CultureInfo.InvariantCulture));
    }

    private static void AddMapping(YamlMappingNode node, string key, YamlMappingNode value)
    {
        if (value.Children.Count > 0)
            node.Add(key, value);
    }

    private static YamlScalarNode Quoted(string value) => new(value) { Style = ScalarStyle.DoubleQuoted };
}
