using System.Collections.Concurrent;
using OrleansML.Features;
using OrleansML.Learning.Features;
using OrleansML.Learning.Preprocessing;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Grains.Features;

/// <summary>How one version of a model is fed from features, worked out once per silo. Safe for concurrent use.</summary>
internal sealed class EntityModel
{
    private readonly ConcurrentBag<PreprocessingOutput> _outputs = [];
    private readonly Dictionary<string, int> _columns = new(StringComparer.Ordinal);

    public EntityModel(ModelFeatures features, string reader)
    {
        Features = features;
        var names = PreprocessingPlan.Read(features.Preprocessing).Columns;
        Plan = PreprocessingPlan.Read(
            features.Preprocessing, names.Where((_, index) => features.Columns[index].IsPrivate).ToHashSet(StringComparer.Ordinal));
        for (var index = 0; index < names.Count; index++)
        {
            _columns[names[index]] = index;
            _columns[features.Columns[index].Name] = index;
        }

        Selections = Array.ConvertAll(
            features.Views,
            use => new FeatureSelection { Features = use.Features, Timeout = features.Timeout, Personal = true, Secret = true, Reader = reader });
    }

    public ModelFeatures Features { get; }

    public PreprocessingPlan Plan { get; }

    /// <summary>What is read of each view.</summary>
    public FeatureSelection[] Selections { get; }

    /// <summary>Places of the columns that are features.</summary>
    public IEnumerable<int> FeatureColumns => Enumerable.Range(0, Features.Columns.Length).Where(column => Features.Columns[column].View >= 0);

    /// <summary>The column of a name that a request gives a value for; -1 when there is none.</summary>
    public int ColumnOf(string name) => _columns.GetValueOrDefault(name, -1);

    /// <summary>Makes the input tensors.</summary>
    /// <param name="values">Raw values, row by row.</param>
    /// <param name="rows">How many rows.</param>
    /// <exception cref="PreprocessingException">A value is refused.</exception>
    public Tensor[] Preprocess(ReadOnlySpan<FeatureValue> values, int rows)
    {
        if (!_outputs.TryTake(out var output))
            output = new PreprocessingOutput(Plan);
        try
        {
            Plan.Run(values, rows, output);
            return PreprocessedTensors.Of(Plan, output);
        }
        finally
        {
            _outputs.Add(output);
        }
    }
}
