using System.Collections.Concurrent;
using OrleansML.Data.Monitoring;
using OrleansML.Features;
using OrleansML.Grains.Monitoring;
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
    private (FeatureView[] Views, LoggedColumns Columns)? _logged;

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

    /// <summary>The raw columns as they are logged: what a view's revision in use, or the one that the model was checked against, protects is protected.</summary>
    /// <param name="views">The revisions in use, in the order of the model's views.</param>
    public LoggedColumns ColumnsOf(FeatureView[] views)
    {
        lock (_columns)
        {
            if (_logged is not { } known || !known.Views.SequenceEqual(views, ReferenceEqualityComparer.Instance))
                _logged = known = (views, new LoggedColumns([.. Features.Columns.Select((column, index) => ColumnOf(column, Plan.Columns[index], views))]));
            return known.Columns;
        }
    }

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

    private LoggedColumn ColumnOf(FeatureColumn column, string name, FeatureView[] views)
    {
        var privacy = column.IsPrivate ? FeaturePrivacy.Pii : FeaturePrivacy.None;
        if (column.View >= 0)
        {
            var feature = Features.Views[column.View].Features[column.Index];
            var slot = views[column.View].Names.All.FirstOrDefault(slot => slot.Name == feature);
            // A feature that its view does not have any more cannot be told from a secret.
            var now = slot?.Privacy ?? (column.IsPrivate ? FeaturePrivacy.Secret : FeaturePrivacy.None);
            privacy = now > privacy ? now : privacy;
        }

        return new LoggedColumn(name, FeatureData.TypeOf(column.Type), privacy);
    }
}
