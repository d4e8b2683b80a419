using OrleansML.Data.Training;
using OrleansML.Learning.Evaluation;
using OrleansML.Learning.Training;

namespace OrleansML.Grains.Training;

/// <summary>Gathers labels, weights and segments of the rows that models are judged on.</summary>
internal sealed class TestRows(TrainingDefinition definition)
{
    private readonly List<double> _labels = [];
    private readonly List<double> _weights = [];
    private readonly Dictionary<string, List<string?>> _segments = definition.Data.Segments.Distinct(StringComparer.Ordinal).ToDictionary(static column => column, static _ => new List<string?>());

    /// <summary>The segment columns, row by row.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string?>> Segments => _segments.ToDictionary(static column => column.Key, static column => (IReadOnlyList<string?>)column.Value);

    /// <summary>Number of classes; 2 with regression, where it has no meaning.</summary>
    public static int ClassesOf(TrainingDefinition definition) => definition.Task == EvaluationTask.Regression ? 2 : definition.Data.Classes.Count;

    public void Add(TrainingBlock block)
    {
        _labels.AddRange(block.Labels);
        _weights.AddRange(block.Weights);
        foreach (var (column, values) in _segments)
        {
            var place = PlaceOf(block.Columns, column);
            for (var row = 0; row < block.Rows; row++)
            {
                var value = block.Values[(row * block.Columns.Count) + place];
                values.Add(value.IsMissing ? null : value.ToString());
            }
        }
    }

    public EvaluationRows ToRows() => new(definition.Task, [.. _labels], ClassesOf(definition), [.. _weights]);

    private static int PlaceOf(IReadOnlyList<string> columns, string name)
    {
        for (var place = 0; place < columns.Count; place++)
        {
            if (string.Equals(columns[place], name, StringComparison.OrdinalIgnoreCase))
                return place;
        }

        throw new InvalidOperationException($"The rows have no column '{name}'.");
    }
}
