using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;
using YamlDotNet.RepresentationModel;

namespace OrleansML.Inference.Packages;

/// <summary>Reads how a model is watched, by the rules of the definitions of monitors.</summary>
internal static class ManifestMonitoringReader
{
    /// <summary>Reads it.</summary>
    /// <param name="node">What the manifest says.</param>
    /// <param name="violate">Told of each violation.</param>
    public static ModelMonitoring Read(YamlMappingNode node, Action<string> violate)
    {
        var document = new DefinitionDocument();
        var section = new DefinitionSection(document, node, ManifestKeys.Monitoring);
        section.AllowOnly(ManifestKeys.OfMonitoring);
        var segments = SegmentsReader.Read(section);
        var label = MonitorLabelReader.Read(section.Section(ManifestKeys.Label));
        foreach (var violation in document.Violations)
            violate($"Line {violation.Line}: '{violation.Path}' {violation.Message}");
        return new ModelMonitoring { Segments = [.. segments.Select(static columns => columns.ToArray())], Label = label is null ? null : Described(label) };
    }

    private static ModelLabel Described(MonitorLabel label) => new()
    {
        Column = label.Column,
        Task = EnumText.Of(label.Task),
        Positive = label.Positive,
        Threshold = label.Threshold,
        Output = label.Output,
        Classes = label.Classes is { } classes ? [.. classes] : null,
    };
}
