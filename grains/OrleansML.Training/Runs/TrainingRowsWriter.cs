using System.IO.Hashing;
using System.Runtime.InteropServices;
using OrleansML.Learning.Preprocessing;

namespace OrleansML.Training.Runs;

/// <summary>
/// Writes preprocessed rows with their labels and weights into a file that <see cref="TrainingRows"/> reads. The same rows give the same bytes,
/// in whatever blocks they come. Not safe for concurrent use.
/// </summary>
public sealed class TrainingRowsWriter
{
    private readonly Stream _destination;
    private readonly long _start;
    private readonly TrainingRowsHeader _header;
    private readonly int _rowBytes;
    private readonly XxHash128 _fingerprint = new();
    private byte[] _block = [];
    private long _rows;
    private bool _isComplete;

    /// <summary>Writes the head of the file.</summary>
    /// <param name="destination">Where to write, from its present place; it can seek, and stays open.</param>
    /// <param name="inputs">The inputs in the order in which blocks give them; at least one.</param>
    /// <exception cref="ArgumentException">
    /// The destination cannot seek; or an input has no name, the name of another, no elements, or texts, which no network can take.
    /// </exception>
    public TrainingRowsWriter(Stream destination, IReadOnlyList<TrainingRowInput> inputs)
    {
        ArgumentNullException.ThrowIfNull(destination);
        ArgumentNullException.ThrowIfNull(inputs);
        if (!destination.CanSeek)
            throw new ArgumentException("The destination cannot seek; the number of rows is written into the head at the end.", nameof(destination));
        if (inputs.Count == 0)
            throw new ArgumentException("There are no inputs; a model needs at least one.", nameof(inputs));
        foreach (var input in inputs)
            Demand(input, inputs);

        _destination = destination;
        _start = destination.Position;
        _header = new TrainingRowsHeader { Inputs = [.. inputs] };
        _rowBytes = _header.RowBytes;
        var head = _header.ToBytes();
        _fingerprint.Append(head.AsSpan(TrainingRowsHeader.FixedBytes));
        destination.Write(head);
    }

    /// <summary>Writes the head of the file for the tensors that a plan makes.</summary>
    /// <param name="destination">Where to write, from its present place; it can seek, and stays open.</param>
    /// <param name="plan">The plan whose outputs are appended.</param>
    /// <exception cref="ArgumentException">The destination cannot seek, or the plan makes texts, which no network can take.</exception>
    public TrainingRowsWriter(Stream destination, PreprocessingPlan plan)
        : this(destination, InputsOf(plan))
    {
    }

    /// <summary>Appends a block of preprocessed rows.</summary>
    /// <param name="output">The inputs, as the plan's run has left them.</param>
    /// <param name="labels">A label for each row: a finite number, or the place of the class.</param>
    /// <param name="weights">A weight for each row: finite and not negative.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ, or the output is of another plan.</exception>
    /// <exception cref="InvalidDataException">A value is not a finite number, or a weight is negative; nothing of the block is written.</exception>
    public void Append(PreprocessingOutput output, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        ArgumentNullException.ThrowIfNull(output);
        var rows = Begin(output.Rows, labels, weights);
        var offset = 0;
        for (var index = 0; index < _header.Inputs.Count; index++)
        {
            var input = _header.Inputs[index];
            if (input.Type == PreprocessedType.Float)
                Place(input, output.Floats(index), rows, ref offset);
            else
                Place(input, output.Integers(index), rows, ref offset);
        }

        Write(rows);
    }

    /// <summary>Appends a block of rows of a model with one input of floats.</summary>
    /// <param name="features">The input's elements in row-major order.</param>
    /// <param name="labels">A label for each row: a finite number, or the place of the class.</param>
    /// <param name="weights">A weight for each row: finite and not negative.</param>
    /// <exception cref="ArgumentException">The numbers of rows differ.</exception>
    /// <exception cref="InvalidOperationException">The rows have more inputs, or one of integers.</exception>
    /// <exception cref="InvalidDataException">A value is not a finite number, or a weight is negative; nothing of the block is written.</exception>
    public void Append(ReadOnlySpan<float> features, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        if (_header.Inputs is not [{ Type: PreprocessedType.Float } input])
            throw new InvalidOperationException("The rows have not one input of floats; append preprocessed rows instead.");

        var rows = Begin(labels.Length, labels, weights);
        var offset = 0;
        Place(input, features, rows, ref offset);
        Write(rows);
    }

    /// <summary>Writes the number of rows and the fingerprint into the head: only now the file can be read.</summary>
    /// <exception cref="InvalidOperationException">That was done already.</exception>
    public void Complete()
    {
        DemandOpen();
        _isComplete = true;
        (_header.Rows, _header.Fingerprint) = (_rows, _fingerprint.GetCurrentHash());
        var end = _destination.Position;
        _destination.Position = _start;
        _destination.Write(_header.ToBytes());
        _destination.Position = end;
        _destination.Flush();
    }

    private static IReadOnlyList<TrainingRowInput> InputsOf(PreprocessingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return [.. plan.Inputs.Select(input => new TrainingRowInput(input.Name, input.Type, input.Width))];
    }

    private static void Demand(TrainingRowInput input, IReadOnlyList<TrainingRowInput> inputs)
    {
        var fault = string.IsNullOrEmpty(input.Name) ? "has no name"
            : inputs.Count(other => other.Name == input.Name) > 1 ? "occurs more than once"
            : input.Width < 1 ? "has no elements"
            : input.Type == PreprocessedType.String ? "holds texts, which cannot be trained on; encode them as numbers"
            : null;
        if (fault is not null)
            throw new ArgumentException($"Input '{input.Name}' {fault}.", nameof(inputs));
    }

    private int Begin(int rows, ReadOnlySpan<float> labels, ReadOnlySpan<float> weights)
    {
        DemandOpen();
        if (labels.Length != rows || weights.Length != rows)
            throw new ArgumentException($"{labels.Length} labels and {weights.Length} weights were given for {rows} rows.", nameof(labels));

        var length = checked(rows * _rowBytes);
        if (_block.Length < length)
            _block = new byte[length];
        for (var row = 0; row < rows; row++)
        {
            if (!float.IsFinite(labels[row]))
                throw new InvalidDataException($"The label of row {_rows + row} is {labels[row]}; a finite number is needed.");
            if (!float.IsFinite(weights[row]) || weights[row] < 0)
                throw new InvalidDataException($"The weight of row {_rows + row} is {weights[row]}; a finite number, 0 or more, is needed.");

            var end = (row + 1) * _rowBytes;
            MemoryMarshal.Write(_block.AsSpan(end - TrainingRowsHeader.LabelAndWeightBytes), labels[row]);
            MemoryMarshal.Write(_block.AsSpan(end - sizeof(float)), weights[row]);
        }

        return rows;
    }

    private void Place<T>(TrainingRowInput input, ReadOnlySpan<T> elements, int rows, ref int offset)
        where T : unmanaged
    {
        if (elements.Length != (long)rows * input.Width)
            throw new ArgumentException($"Input '{input.Name}' has {elements.Length} elements for {rows} rows of {input.Width}.", nameof(elements));
        if (typeof(T) == typeof(float))
            DemandFinite(input, MemoryMarshal.Cast<T, float>(elements));

        var bytes = MemoryMarshal.AsBytes(elements);
        for (var row = 0; row < rows; row++)
            bytes.Slice(row * input.Bytes, input.Bytes).CopyTo(_block.AsSpan(row * _rowBytes + offset));
        offset += input.Bytes;
    }

    private void DemandFinite(TrainingRowInput input, ReadOnlySpan<float> elements)
    {
        for (var index = 0; index < elements.Length; index++)
        {
            if (!float.IsFinite(elements[index]))
            {
                throw new InvalidDataException(
                    $"Input '{input.Name}' of row {_rows + index / input.Width} has {elements[index]} as element {index % input.Width}; "
                    + "a finite number is needed. Say in the preprocessing what takes the place of missing values.");
            }
        }
    }

    private void Write(int rows)
    {
        var bytes = _block.AsSpan(0, rows * _rowBytes);
        _fingerprint.Append(bytes);
        _destination.Write(bytes);
        _rows += rows;
    }

    private void DemandOpen()
    {
        if (_isComplete)
            throw new InvalidOperationException("The file is complete; nothing can follow.");
    }
}
