using OrleansML.Learning.Preprocessing;

namespace OrleansML.Training.Runs;

/// <summary>
/// Room for rows, their inputs as tensors, that is filled again and again by <see cref="TrainingRows.Gather"/>. Belongs to one thread.
/// </summary>
public sealed class TrainingBatch : IDisposable
{
    private readonly IReadOnlyList<TrainingRowInput> _inputs;
    private readonly Tensor[] _elements;
    private readonly float[] _labels;
    private readonly float[] _weights;
    private readonly int _classes;
    private readonly float[]? _classWeights;

    /// <summary>Makes room.</summary>
    /// <param name="inputs">The inputs of the rows.</param>
    /// <param name="capacity">Most rows, at least 1.</param>
    /// <param name="classes">How many classes labels are places of; 0 where labels are numbers.</param>
    /// <param name="classWeights">What weights of rows are multiplied with, by class; null: nothing.</param>
    /// <exception cref="ArgumentException">There is not a weight for each class, or an input of so many rows takes 2 GiB or more.</exception>
    public TrainingBatch(IReadOnlyList<TrainingRowInput> inputs, int capacity, int classes = 0, IReadOnlyList<double>? classWeights = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(classes);
        if (classWeights is not null && classWeights.Count != classes)
            throw new ArgumentException($"{classWeights.Count} weights were given for {classes} classes.", nameof(classWeights));
        if (inputs.FirstOrDefault(input => (long)input.Bytes * capacity > int.MaxValue) is { } large)
        {
            throw new ArgumentException(
                $"{capacity} rows of input '{large.Name}' take {(long)large.Bytes * capacity} bytes; below 2 GiB is allowed. Use more shards or smaller steps.",
                nameof(capacity));
        }

        (_inputs, Capacity, _classes) = (inputs, capacity, classes);
        _classWeights = classWeights?.Select(weight => (float)weight).ToArray();
        (_labels, _weights) = (new float[capacity], new float[capacity]);
        _elements = [.. inputs.Select(input =>
            torch.empty([capacity, input.Width], input.Type == PreprocessedType.Float ? ScalarType.Float32 : ScalarType.Int64).DetachFromDisposeScope())];
    }

    /// <summary>Most rows.</summary>
    public int Capacity { get; }

    /// <summary>Rows of the last gathering.</summary>
    public int Count { get; private set; }

    /// <summary>Sum of the weights of the rows, those of their classes included.</summary>
    public double WeightSum { get; private set; }

    /// <summary>The label of each row: a number, or the place of its class.</summary>
    public ReadOnlySpan<float> Labels => _labels.AsSpan(0, Count);

    /// <summary>The weight of each row, that of its class included.</summary>
    public ReadOnlySpan<float> Weights => _weights.AsSpan(0, Count);

    /// <summary>An input [rows, width].</summary>
    /// <param name="index">Which of the rows' inputs.</param>
    /// <returns>A view; it belongs to the caller's dispose scope.</returns>
    public Tensor Input(int index) => _elements[index].narrow(0, 0, Count);

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        foreach (var elements in _elements)
            elements.Dispose();
    }

    internal void Resize(int rows, IReadOnlyList<TrainingRowInput> inputs)
    {
        if (rows > Capacity)
            throw new ArgumentException($"The batch has room for {Capacity} rows, not for {rows}.", nameof(rows));
        if (!ReferenceEquals(inputs, _inputs) && !inputs.SequenceEqual(_inputs))
            throw new ArgumentException("The batch is for other inputs.", nameof(inputs));
        (Count, WeightSum) = (rows, 0);
    }

    internal Span<byte> Elements(int input) => _elements[input].bytes;

    internal void Set(int place, long row, float label, float weight)
    {
        _labels[place] = label;
        if (_classes > 0)
        {
            var index = label >= 0 && label < _classes ? (int)label : -1;
            if (index != label)
                throw new InvalidDataException($"The label of row {row} is {label}; with {_classes} classes, whole numbers from 0 to {_classes - 1} are allowed.");

            weight *= _classWeights?[index] ?? 1;
        }

        _weights[place] = weight;
        WeightSum += weight;
    }
}
