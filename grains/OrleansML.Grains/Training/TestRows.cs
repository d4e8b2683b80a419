using OrleansML.Data.Training;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;

namespace OrleansML.Grains.Training;

/// <summary>Gathers labels, weights and segments of the rows that models are judged on.</summary>
internal sealed class TestRows(TrainingDefinition definition)
{
    private readonly List<double> _labels = [];
    private readonly List<double> _weights = [];
    private readonly Dictionary<string, List<string?>> _segments = [];

    /// <summary>The segment columns, row by row.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string?>> Segments => _segments.ToDictionary(static column => column.Key, static column => (IReadOnlyList<string?>)column.Value);

    /// <summary>Number of classes; 2 with regression, where it has no meaning.</summary>
    public static int ClassesOf(TrainingDefinition definition) => definition.Task == EvaluationTask.Regression ? 2 : definition.Data.Classes.Count;

    public void Add(TrainingBlock block)
    {
        _labels.AddRange(block.Labels);
        _weights.AddRange(block.Weights);
        for (var segment = 0; segment < block.Segments.Count; segment++)
        {
            if (!_segments.TryGetValue(block.Segments[segment], out var values))
                _segments.Add(block.Segments[segment], values = []);
            for (var row = 0; row < block.Rows; row++)
                values.Add(block.SegmentValues[(row * block.Segments.Count) + segment]);
        }
    }

    public EvaluationRows ToRows() => new(definition.Task, [.. _labels], ClassesOf(definition), [.. _weights]);
}
