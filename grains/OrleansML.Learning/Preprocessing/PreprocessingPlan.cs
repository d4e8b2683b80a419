using OrleansML.Learning.Definitions;
using OrleansML.Learning.Features;

namespace OrleansML.Learning.Preprocessing;

/// <summary>
/// Turns named raw values into a model's input tensors, with the same code for one row in serving and for many in batch and training. Read once
/// from a definition; immutable and safe for concurrent use.
/// </summary>
public sealed class PreprocessingPlan
{
    private readonly bool[] _masked;

    internal PreprocessingPlan(string[] columns, PlannedInput[] inputs, IReadOnlySet<string> masked)
    {
        Columns = columns;
        Inputs = inputs;
        _masked = [.. columns.Select(masked.Contains)];
    }

    /// <summary>Names of the raw columns, in the order in which rows hold their values.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>The tensors that it makes.</summary>
    public IReadOnlyList<PlannedInput> Inputs { get; }

    /// <summary>Reads a definition.</summary>
    /// <param name="yaml">The text, at most 1 MiB: a mapping of the model's inputs, each with <c>type</c> and <c>columns</c>.</param>
    /// <param name="masked">Columns whose values errors must not show; null for none.</param>
    /// <exception cref="InvalidDefinitionException">The text breaks a rule; the exception holds every violation.</exception>
    public static PreprocessingPlan Read(string yaml, IReadOnlySet<string>? masked = null)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var document = new DefinitionDocument();
        var plan = document.Parse(yaml) is { } root ? PreprocessingReader.Read(root, masked ?? new HashSet<string>()) : null;
        document.ThrowIfInvalid("preprocessing");
        return plan!;
    }

    /// <summary>Preprocesses rows. A numeric plan allocates nothing once the output has grown to the batch.</summary>
    /// <param name="values">One value per row and column in row-major order, columns as in <see cref="Columns"/>.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="output">Where the tensors go.</param>
    /// <param name="errors">
    /// Receives every value that is refused, by row; its elements in the tensors are 0 or empty, and its row must not be used. Null: the first
    /// batch with such a value throws.
    /// </param>
    /// <exception cref="PreprocessingException">A value is refused and <paramref name="errors"/> is null.</exception>
    /// <exception cref="ArgumentException">There are not <paramref name="rows"/> times as many values as columns, or the output is another plan's.</exception>
    public void Run(ReadOnlySpan<FeatureValue> values, int rows, PreprocessingOutput output, ICollection<PreprocessingError>? errors = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (rows < 0 || values.Length != (long)rows * Columns.Count)
            throw new ArgumentException($"{values.Length} values were given for {rows} rows of {Columns.Count} columns.", nameof(values));

        output.Resize(this, rows);
        List<PreprocessingError>? found = null;
        for (var row = 0; row < rows; row++)
        {
            var raw = values.Slice(row * Columns.Count, Columns.Count);
            for (var input = 0; input < Inputs.Count; input++)
            {
                foreach (var column in Inputs[input].Columns)
                {
                    if (Write(raw[column.Slot], column, input, row, output) is { } reason)
                        (found ??= []).Add(ErrorOf(raw[column.Slot], column, row, reason));
                }
            }
        }

        if (found is null)
            return;
        if (errors is null)
            throw new PreprocessingException(found);

        foreach (var error in found)
            errors.Add(error);
    }

    private string? Write(FeatureValue value, PlannedColumn column, int input, int row, PreprocessingOutput output)
    {
        if (column.Apply(ref value, out var place) is { } reason)
            return reason;

        var planned = Inputs[input];
        var start = (row * planned.Width) + column.Offset;
        if (column.Encoding is not null)
        {
            if (place < 0)
                return null;
            if (planned.Type == PreprocessedType.Float)
                output.Floats(input)[start + place] = 1;
            else
                output.Integers(input)[start + place] = 1;
            return null;
        }

        return WriteValue(value, planned.Type, input, start, output);
    }

    private static string? WriteValue(in FeatureValue value, PreprocessedType type, int input, int start, PreprocessingOutput output)
    {
        switch (type)
        {
            case PreprocessedType.Float:
                var known = value.TryGetNumber(out var number);
                var single = (float)number;
                if (known && !float.IsFinite(single))
                    return "does not fit a 32-bit floating-point number after its steps";
                output.Floats(input)[start] = known ? single : float.NaN;
                return null;
            case PreprocessedType.Int64:
                value.TryGetInteger(out var integer);
                output.Integers(input)[start] = integer;
                return null;
            default:
                value.TryGetText(out var text);
                output.Texts(input)[start] = text!;
                return null;
        }
    }

    private PreprocessingError ErrorOf(in FeatureValue value, PlannedColumn column, int row, string reason) =>
        new(row, column.Name, value.IsMissing ? "" : _masked[column.Slot] ? PreprocessingError.Masked : value.ToString(), reason);
}
