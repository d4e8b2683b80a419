using OrleansML.Learning.Features;

namespace OrleansML.Data.Training;

/// <summary>Some rows of a part as they were before preprocessing. Valid until the next block is read.</summary>
public sealed class TrainingBlock
{
    private readonly FeatureValue[] _values;
    private readonly string?[] _segments;
    private readonly double[] _labels;
    private readonly double[] _weights;

    internal TrainingBlock(IReadOnlyList<string> columns, IReadOnlyList<string> segments, int capacity)
    {
        Columns = columns;
        Segments = segments;
        _values = new FeatureValue[capacity * columns.Count];
        _segments = new string?[capacity * segments.Count];
        _labels = new double[capacity];
        _weights = new double[capacity];
    }

    /// <summary>Names of the columns as in the sources: inputs, then segments that are no inputs.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Names of the segment columns.</summary>
    public IReadOnlyList<string> Segments { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; private set; }

    /// <summary>Row by row, one value for each column: numbers as double, everything else as text.</summary>
    public ReadOnlySpan<FeatureValue> Values => _values.AsSpan(0, Rows * Columns.Count);

    /// <summary>Row by row, one text for each segment column; null where there is none.</summary>
    public ReadOnlySpan<string?> SegmentValues => _segments.AsSpan(0, Rows * Segments.Count);

    /// <summary>The labels: numbers, or the places of classes.</summary>
    public ReadOnlySpan<double> Labels => _labels.AsSpan(0, Rows);

    /// <summary>How much each row counts.</summary>
    public ReadOnlySpan<double> Weights => _weights.AsSpan(0, Rows);

    internal bool IsFull => Rows == _labels.Length;

    internal void Clear() => Rows = 0;

    /// <summary>Adds a row, and gives its values and segments to be filled in.</summary>
    internal void Add(double label, double weight, out Span<FeatureValue> values, out Span<string?> segments)
    {
        _labels[Rows] = label;
        _weights[Rows] = weight;
        values = _values.AsSpan(Rows * Columns.Count, Columns.Count);
        segments = _segments.AsSpan(Rows * Segments.Count, Segments.Count);
        Rows++;
    }
}
