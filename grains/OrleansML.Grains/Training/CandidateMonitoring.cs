using OrleansML.Learning.Definitions;
using OrleansML.Learning.Monitoring;
using OrleansML.Learning.Sketches;
using OrleansML.Learning.Training;
using OrleansML.Models;

namespace OrleansML.Grains.Training;

/// <summary>How a trained model is watched: by the segments that it was looked at by, against the label that it learned.</summary>
internal static class CandidateMonitoring
{
    /// <param name="definition">How it was trained.</param>
    /// <param name="columns">What requests give. A segment of another column would have no values in service, and is left out.</param>
    public static ModelMonitoring Of(TrainingDefinition definition, IReadOnlyCollection<string> columns)
    {
        var classes = definition.Data.Classes;
        return new ModelMonitoring
        {
            Segments =
            [
                .. definition.Data.Segments
                    .Distinct(StringComparer.Ordinal)
                    .Where(segment => columns.Contains(segment) && SegmentsReader.IsColumn(segment))
                    .Take(SegmentsReader.MostSegments)
                    .Select(static segment => new[] { segment }),
            ],
            Label = classes.Count > ConfusionCounts.MostClasses ? null : new ModelLabel
            {
                Column = definition.Data.Label,
                Task = EnumText.Of(definition.Task),
                Positive = classes.Count == 2 ? classes[1] : null,
                Classes = classes.Count == 0 ? null : [.. classes],
            },
        };
    }
}
