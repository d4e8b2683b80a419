using OrleansML.Learning.Features;
using OrleansML.Learning.Monitoring;

namespace OrleansML.Grains.Monitoring;

/// <summary>What is counted of one segment and window since it was last sent. Belongs to the consumer.</summary>
internal sealed class CountedSegment(string name)
{
    private readonly Dictionary<CountPlan, ColumnWindow?[]> _columns = [];
    private CountPlan? _lastPlan;
    private ColumnWindow?[] _last = [];

    public string Name { get; } = name;

    public SegmentWindow Window { get; } = new();

    /// <summary>Columns that take memory.</summary>
    public int Columns => Window.Inputs.Count + Window.Outputs.Count;

    /// <summary>Rows of the request that is being counted.</summary>
    public int RowsOfRequest { get; set; }

    /// <summary>Counts the values of a row.</summary>
    public void Add(CountPlan plan, ReadOnlySpan<FeatureValue> values)
    {
        var columns = ReferenceEquals(plan, _lastPlan) ? _last : ColumnsOf(plan);
        for (var index = 0; index < columns.Length; index++)
        {
            if (columns[index] is { } column)
                plan.Columns[index].Add(column, values[index]);
        }

        RowsOfRequest++;
    }

    private ColumnWindow?[] ColumnsOf(CountPlan plan)
    {
        if (!_columns.TryGetValue(plan, out var columns))
            _columns.Add(plan, columns = [.. plan.Columns.Select(column => Window.ColumnOf(column.Name, column.IsOutput, column.Shape))]);
        (_lastPlan, _last) = (plan, columns);
        return columns;
    }
}
