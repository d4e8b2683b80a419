using OrleansML.Learning.Features;

namespace OrleansML.Data.Training;

/// <summary>Some rows of a part as they were before preprocessing. Valid until the next block is read.</summary>
public sealed class TrainingBlock
{
    private readonly FeatureValue[] _values;
    private readonly double[] _labels;
    private readonly double[] _weights;

    internal TrainingBlock(IReadOnlyList<string> columns, int capacity)
    {
        Columns = columns;
        _values = new FeatureValue[capacity * columns.Count];
        _labels = new double[capacity];
        _weights = new double[capacity];
    }

    /// <summary>Names of the columns as in the sources: inputs, then segments that are no inputs.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Row by row, one value for each column: numbers as double, everything else as text.</summary>
    public ReadOnlySpan<FeatureValue> Values => _values.AsSpan(0, Rows * Columns.Count);

    /// <summary>The labels: numbers, or the places of classes.</summary>
    public ReadOnlySpan<double> Labels => _labels.AsSpan(0, Rows);

    /// <summary>How much each row counts.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Rows);

    internal bool IsFull => Rows == _labels.Length;

    internal void Clear() => Rows = 0;

    /// <summary>Adds a row, and gives its values to be filled in.</summary>
    internal Span<FeatureValue> Add(double label, double weight)
    {
        _labels[Rows] = label;
        _weights[Rows] = weight;
        return _values.AsSpan(Rows++ * Columns.Count, Columns.Count);
    }
}
