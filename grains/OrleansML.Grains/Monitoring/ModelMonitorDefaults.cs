using OrleansML.Learning.Definitions;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Monitoring;
using OrleansML.Models;

namespace OrleansML.Grains.Monitoring;

/// <summary>How a model is watched where nobody has defined it.</summary>
internal static class ModelMonitorDefaults
{
    /// <summary>The definition that holds: hourly windows against training, by the segments and with the label of the version's manifest.</summary>
    /// <param name="model">Name of the model.</param>
    /// <param name="description">The version whose manifest counts, such as the champion; null: none is known.</param>
    public static MonitorDefinition MonitorDefaultsOf(string model, ModelDescription? description) => MonitorDefinition.DefaultOf(
        model, description?.Monitoring?.Segments, LabelOf(description));

    /// <summary>What labels say by a version's manifest; null when it does not say.</summary>
    public static MonitorLabel? LabelOf(ModelDescription? description) =>
        description?.Monitoring?.Label is { } label && EnumText.TryParse<EvaluationTask>(label.Task, out var task)
            ? new MonitorLabel(label.Column, task, label.Positive, label.Threshold) { Output = label.Output, Classes = label.Classes }
            : null;
}
