using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>Compares given inputs with those that a graph declares.</summary>
internal static class GraphInputs
{
    /// <exception cref="ArgumentException">Something differs; names every fault.</exception>
    public static void Check(ValueInfoProto[] declared, IReadOnlyDictionary<string, Tensor> inputs)
    {
        var faults = declared.Select(input => Fault(input, inputs.GetValueOrDefault(input.Name))).OfType<string>()
            .Concat(inputs.Keys.Except(declared.Select(input => input.Name)).Select(name => $"'{name}' is no input of the graph"))
            .ToList();
        if (faults.Count > 0)
            throw new ArgumentException($"The inputs do not fit the graph: {string.Join("; ", faults)}.", nameof(inputs));
    }

    private static string? Fault(ValueInfoProto input, Tensor? tensor)
    {
        if (tensor is null)
            return $"'{input.Name}' is missing";

        var declared = input.Type.TensorType;
        var type = TorchTypes.Of(declared.ElemType)!.Value;
        if (tensor.dtype == type && Fits(declared.Shape, tensor.shape))
            return null;

        var shape = declared.Shape is null ? "" : $" [{string.Join(", ", declared.Shape.Dim.Select(NameOf))}]";
        return $"'{input.Name}' is {TorchTypes.Describe(tensor)}, not {TorchTypes.NameOf(type)}{shape}";
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
