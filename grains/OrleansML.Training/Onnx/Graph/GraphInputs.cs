using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>Compares given inputs with those that a graph declares.</summary>
internal static class GraphInputs
{
    /// <summary>Compares tensors.</summary>
    /// <exception cref="ArgumentException">Something differs; names every fault.</exception>
    public static void Check(ValueInfoProto[] declared, IReadOnlyDictionary<string, Tensor> inputs) =>
        Check(declared, inputs, (input, tensor) => Fault(input.Name, input.Type.TensorType, tensor));

    /// <summary>Compares tensors, lists of one, and sequences, lists of any number.</summary>
    /// <exception cref="ArgumentException">Something differs; names every fault.</exception>
    public static void Check(ValueInfoProto[] declared, IReadOnlyDictionary<string, IReadOnlyList<Tensor>> inputs) =>
        Check(declared, inputs, Fault);

    private static void Check<T>(ValueInfoProto[] declared, IReadOnlyDictionary<string, T> inputs, Func<ValueInfoProto, T, string?> fault)
    {
        var faults = declared
            .Select(input => inputs.TryGetValue(input.Name, out var given) ? fault(input, given) : $"'{input.Name}' is missing")
            .OfType<string>()
            .Concat(inputs.Keys.Except(declared.Select(input => input.Name)).Select(name => $"'{name}' is no input of the graph"))
            .ToList();
        if (faults.Count > 0)
            throw new ArgumentException($"The inputs do not fit the graph: {string.Join("; ", faults)}.", nameof(inputs));
    }

    private static string? Fault(ValueInfoProto input, IReadOnlyList<Tensor> given)
    {
        if (input.Type.SequenceType is not { } sequence)
        {
            return given.Count == 1
                ? Fault(input.Name, input.Type.TensorType, given[0])
                : $"'{input.Name}' is a list of {given.Count}, but takes one tensor";
        }

        return given.Select((tensor, index) => Fault($"{input.Name}[{index}]", sequence.ElemType.TensorType, tensor))
            .FirstOrDefault(fault => fault is not null);
    }

    private static string? Fault(string name, TypeProto.Types.Tensor declared, Tensor tensor)
    {
        var type = TorchTypes.StoredAs(declared.ElemType)!.Value;
        var carried = CarriedTypes.Of(declared.ElemType);

        // The carrier of texts has one axis more than they have.
        var isText = carried is { } known && !CarriedTypes.IsElementwise(known);
        var sizes = isText && tensor.ndim > 0 ? tensor.shape[..^1] : tensor.shape;
        if (tensor.dtype == type && Fits(declared.Shape, sizes) && !(isText && tensor.ndim == 0))
            return carried is not null && CarriedTypes.Fault(tensor, carried.Value) is { } fault ? $"'{name}' {fault}" : null;

        IEnumerable<string> names = declared.Shape?.Dim.Select(NameOf) ?? [];
        var shape = declared.Shape is null ? "" : $" [{string.Join(", ", isText ? names.Append("bytes") : names)}]";
        var carrier = carried is null ? "" : $", which carries {CarriedTypes.NameOf(carried.Value)}";
        return $"'{name}' is {TorchTypes.Describe(tensor)}, not {TorchTypes.NameOf(type)}{shape}{carrier}";
    }

    private static bool Fits(TensorShapeProto? declared, long[] shape)
    {
        if (declared is null)
            return true;
        if (declared.Dim.Count != shape.Length)
            return false;

        for (var axis = 0; axis < shape.Length; axis++)
        {
            var dimension = declared.Dim[axis];
            if (dimension.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue && dimension.DimValue != shape[axis])
                return false;
        }

        return true;
    }

    private static string NameOf(TensorShapeProto.Types.Dimension dimension) => dimension.ValueCase switch
    {
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue => $"{dimension.DimValue}",
        TensorShapeProto.Types.Dimension.ValueOneofCase.DimParam => dimension.DimParam,
        _ => "?",
    };
}
