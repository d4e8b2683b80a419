using System.Runtime.InteropServices;
using System.Text;
using OrleansML.Models;
using OrleansML.Tensors;

namespace OrleansML.Inference;

/// <summary>
/// Checks a request against the schema of a model and puts its inputs in the model's order. A request that passes can be handed to the
/// engine as it is. All violations are reported at once.
/// </summary>
internal sealed class RequestCheck
{
    private readonly ModelId _id;
    private readonly TensorMetadata[] _inputs;
    private readonly HashSet<string>?[] _categories;
    private readonly ModelOutput[] _outputs;
    private readonly bool _batchable;

    /// <summary>Prepares the check.</summary>
    /// <param name="id">The version, for messages.</param>
    /// <param name="inputs">Inputs in the model's order.</param>
    /// <param name="outputs">Outputs in the model's order.</param>
    /// <param name="batchable">Whether the first axis of every input counts rows that are computed independently.</param>
    public RequestCheck(ModelId id, IReadOnlyList<TensorMetadata> inputs, IReadOnlyList<ModelOutput> outputs, bool batchable)
    {
        _id = id;
        _inputs = [.. inputs];
        _outputs = [.. outputs];
        _batchable = batchable;
        _categories = [.. _inputs.Select(input => input.Categories is { } allowed ? new HashSet<string>(allowed, StringComparer.Ordinal) : null)];
    }

    /// <summary>Checks a request.</summary>
    /// <returns>Inputs in the model's order, the number of rows, and per output whether it is wanted (null for all).</returns>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidRequest"/> with every violation.</exception>
    public CheckedRequest Check(PredictRequest request)
    {
        List<string>? violations = null;
        var ordered = Order(request.Inputs, ref violations);
        Tensor? first = null;
        for (var index = 0; index < ordered.Length; index++)
        {
            if (ordered[index] is { } tensor)
                CheckTensor(tensor, index, ref first, ref violations);
        }

        var wanted = request.Outputs is { } names ? FindOutputs(names, ref violations) : null;
        if (violations is not null)
            throw new OrleansMLException(ErrorCode.InvalidRequest, $"The request does not fit model {_id}: {string.Join(" ", violations)}");

        return new CheckedRequest(ordered!, _batchable ? checked((int)first!.Shape[0]) : 1, wanted);
    }

    private Tensor?[] Order(Tensor[] given, ref List<string>? violations)
    {
        var ordered = new Tensor?[_inputs.Length];
        foreach (var tensor in given)
        {
            var index = IndexOf(tensor.Name);
            if (index < 0)
                Add(ref violations, $"There is no input '{tensor.Name}'; the inputs are {InputNames()}.");
            else if (ordered[index] is not null)
                Add(ref violations, $"Input '{tensor.Name}' is given twice.");
            else
                ordered[index] = tensor;
        }

        for (var index = 0; index < ordered.Length; index++)
        {
            if (ordered[index] is null)
                Add(ref violations, $"Input '{_inputs[index].Name}' is missing; it is {_inputs[index].Type.ProtocolName()} {TensorShape.Format(_inputs[index].Shape)}.");
        }

        return ordered;
    }

    private int IndexOf(string name)
    {
        for (var index = 0; index < _inputs.Length; index++)
        {
            if (_inputs[index].Name == name)
                return index;
        }

        return -1;
    }

    private void CheckTensor(Tensor tensor, int index, ref Tensor? first, ref List<string>? violations)
    {
        var expected = _inputs[index];
        if (tensor.Type != expected.Type)
        {
            Add(ref violations, $"Input '{tensor.Name}' has data type {tensor.Type.ProtocolName()}; the model expects {expected.Type.ProtocolName()}.");
            return;
        }

        if (!Fits(tensor.Shape, expected.Shape))
        {
            Add(ref violations, $"Input '{tensor.Name}' has shape {TensorShape.Format(tensor.Shape)}; the model expects {TensorShape.Format(expected.Shape)}.");
            return;
        }

        if (!HasRightLength(tensor, ref violations))
            return;

        first ??= tensor;
        if (_batchable && tensor.Shape[0] != first.Shape[0])
            Add(ref violations, $"Input '{tensor.Name}' has {tensor.Shape[0]} rows; '{first.Name}' has {first.Shape[0]}.");

        CheckValues(tensor, index, ref violations);
    }

    private static bool Fits(long[] given, long[] expected)
    {
        if (given.Length != expected.Length)
            return false;

        for (var axis = 0; axis < given.Length; axis++)
        {
            // A free axis has at least one element; only a model that asks for none gets none.
            if (expected[axis] < 0 ? given[axis] < 1 : given[axis] != expected[axis])
                return false;
        }

        return true;
    }

    private static bool HasRightLength(Tensor tensor, ref List<string>? violations)
    {
        long elements;
        try
        {
            elements = tensor.ElementCount;
        }
        catch (OverflowException)
        {
            Add(ref violations, $"Input '{tensor.Name}' has shape {TensorShape.Format(tensor.Shape)}, more than 2^63 elements.");
            return false;
        }

        if (tensor.Type == TensorType.String)
            return HasWholeStrings(tensor, elements, ref violations);

        if (elements <= long.MaxValue / 8 && elements * tensor.Type.ElementSize() == tensor.Data.Length)
            return true;

        Add(ref violations, $"Input '{tensor.Name}' has {tensor.Data.Length} bytes; {elements} elements of {tensor.Type.ElementSize()} bytes are expected for shape {TensorShape.Format(tensor.Shape)}.");
        return false;
    }

    private static bool HasWholeStrings(Tensor tensor, long elements, ref List<string>? violations)
    {
        var reader = new StringElementReader(tensor.Data.Span);
        var found = 0L;
        while (reader.TryRead(out _))
            found++;

        if (found == elements && reader.RemainingBytes == 0)
            return true;

        Add(ref violations, $"Input '{tensor.Name}' has {found} whole texts and {reader.RemainingBytes} bytes left over; {elements} texts are expected for shape {TensorShape.Format(tensor.Shape)}.");
        return false;
    }

    private void CheckValues(Tensor tensor, int index, ref List<string>? violations)
    {
        var expected = _inputs[index];
        if (_categories[index] is { } categories)
            CheckCategories(tensor, categories, ref violations);

        if (expected.AllowNaN && expected.Minimum is null && expected.Maximum is null)
            return;

        switch (tensor.Type)
        {
            case TensorType.Float32:
                CheckFloats(MemoryMarshal.Cast<byte, float>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.Float64:
                CheckFloats(MemoryMarshal.Cast<byte, double>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.Float16:
                CheckFloats(MemoryMarshal.Cast<byte, Half>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.Int64:
                CheckRange(MemoryMarshal.Cast<byte, long>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.Int32:
                CheckRange(MemoryMarshal.Cast<byte, int>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.Int16:
                CheckRange(MemoryMarshal.Cast<byte, short>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.Int8:
                CheckRange(MemoryMarshal.Cast<byte, sbyte>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.UInt64:
                CheckRange(MemoryMarshal.Cast<byte, ulong>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.UInt32:
                CheckRange(MemoryMarshal.Cast<byte, uint>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.UInt16:
                CheckRange(MemoryMarshal.Cast<byte, ushort>(tensor.Data.Span), expected, ref violations);
                break;
            case TensorType.UInt8:
                CheckRange(tensor.Data.Span, expected, ref violations);
                break;
        }
    }

    private static void CheckFloats<T>(ReadOnlySpan<T> elements, TensorMetadata expected, ref List<string>? violations)
        where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        for (var position = 0; !expected.AllowNaN && position < elements.Length; position++)
        {
            if (T.IsNaN(elements[position]))
            {
                Add(ref violations, $"Input '{expected.Name}' has NaN at element {position}; the model's manifest forbids NaN.");
                break;
            }
        }

        CheckRange(elements, expected, ref violations);
    }

    private static void CheckRange<T>(ReadOnlySpan<T> elements, TensorMetadata expected, ref List<string>? violations)
        where T : unmanaged, System.Numerics.INumber<T>
    {
        if (expected.Minimum is null && expected.Maximum is null)
            return;

        var minimum = expected.Minimum ?? double.NegativeInfinity;
        var maximum = expected.Maximum ?? double.PositiveInfinity;
        for (var position = 0; position < elements.Length; position++)
        {
            var value = double.CreateSaturating(elements[position]);
            if (value < minimum || value > maximum)
            {
                Add(ref violations, $"Input '{expected.Name}' has {value:R} at element {position}; the manifest allows {minimum:R} to {maximum:R}.");
                return;
            }
        }
    }

    private static void CheckCategories(Tensor tensor, HashSet<string> categories, ref List<string>? violations)
    {
        var reader = new StringElementReader(tensor.Data.Span);
        for (var position = 0; reader.TryRead(out var utf8); position++)
        {
            var text = Encoding.UTF8.GetString(utf8);
            if (!categories.Contains(text))
            {
                Add(ref violations, $"Input '{tensor.Name}' has '{text}' at element {position}; the manifest allows {string.Join(", ", categories.Order(StringComparer.Ordinal))}.");
                return;
            }
        }
    }

    private bool[] FindOutputs(string[] names, ref List<string>? violations)
    {
        var wanted = new bool[_outputs.Length];
        foreach (var name in names)
        {
            var index = Array.FindIndex(_outputs, output => output.Metadata.Name == name);
            if (index < 0)
                Add(ref violations, $"There is no output '{name}'; the outputs are {string.Join(", ", _outputs.Select(output => $"'{output.Metadata.Name}'"))}.");
            else if (wanted[index])
                Add(ref violations, $"Output '{name}' is asked for twice.");
            else
                wanted[index] = true;
        }

        return wanted;
    }

    private string InputNames() => string.Join(", ", _inputs.Select(input => $"'{input.Name}'"));

    private static void Add(ref List<string>? violations, string violation) => (violations ??= []).Add(violation);
}
