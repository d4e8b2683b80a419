using OrleansML.Learning.Preprocessing;
using OrleansML.Training.Onnx;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorShapeProto.Types.Dimension;

namespace OrleansML.Training.Runs;

/// <summary>Gives the elements of a batch to a graph as the tensors that it wants.</summary>
internal sealed class GraphBinding
{
    private readonly List<BoundInput> _inputs = [];
    private readonly Dictionary<string, Tensor> _tensors = new(StringComparer.Ordinal);

    private GraphBinding()
    {
    }

    /// <summary>Compares the inputs of a graph with those that rows have.</summary>
    /// <exception cref="OnnxTrainingException">They do not fit; names every fault.</exception>
    public static GraphBinding Create(ModelProto model, IReadOnlyList<string> required, IReadOnlyList<TrainingRowInput> rows)
    {
        var binding = new GraphBinding();
        var known = string.Join(", ", required.Select(name => $"'{name}'"));
        var faults = rows.Where(input => !required.Contains(input.Name))
            .Select(input => $"the rows have an input '{input.Name}' that the model does not know; it has {known}")
            .ToList();
        foreach (var name in required)
        {
            var index = rows.ToList().FindIndex(input => input.Name == name);
            if (index < 0)
                faults.Add($"the rows lack the model's input '{name}'");
            else if (binding.Add(model.Graph.Input.First(input => input.Name == name).Type, rows[index], index) is { } fault)
                faults.Add($"input '{name}' {fault}");
        }

        return faults.Count == 0
            ? binding
            : throw new OnnxTrainingException([.. faults.Select(fault => new OnnxTrainingProblem(null, null, null, fault))]);
    }

    /// <summary>The tensors by name, valid until the next call; they belong to the caller's dispose scope.</summary>
    public IReadOnlyDictionary<string, Tensor> Bind(TrainingBatch batch)
    {
        foreach (var input in _inputs)
        {
            var tensor = batch.Input(input.Index);
            if (input.Converts)
                tensor = tensor.to_type(input.Type);
            input.Shape[0] = batch.Count;
            _tensors[input.Name] = input.IsFlat ? tensor : tensor.reshape(input.Shape);
        }

        return _tensors;
    }

    private string? Add(TypeProto type, TrainingRowInput input, int index)
    {
        if (type.TensorType is not { } declared)
            return "is a sequence; rows give tensors only";
        if (TorchTypes.Of(declared.ElemType) is not { } element)
            return $"is of {OnnxElementTypes.Name(declared.ElemType)}, which rows do not give; cast it inside the model";

        long[] shape = [0, input.Width];
        if (declared.Shape is { } sizes)
        {
            if (sizes.Dim.Count == 0)
                return "is a single number; its first dimension must be rows";
            if (sizes.Dim[0].ValueCase == ValueOneofCase.DimValue)
                return $"is fixed to {sizes.Dim[0].DimValue} rows; convert the model again with a free first dimension";

            shape = [0, .. sizes.Dim.Skip(1).Select(size => size.ValueCase == ValueOneofCase.DimValue ? size.DimValue : -1)];
            var free = shape.Count(size => size < 0);
            var known = shape.Skip(1).Where(size => size >= 0).Aggregate(1L, (product, size) => product * size);
            var fits = free switch { 0 => known == input.Width, 1 => known > 0 && input.Width % known == 0, _ => false };
            if (!fits)
                return $"takes [{string.Join(", ", shape.Select(size => size > 0 ? $"{size}" : "?"))}]; the rows have {input.Width} elements for it";
        }

        var isSame = element == (input.Type == PreprocessedType.Float ? ScalarType.Float32 : ScalarType.Int64);
        _inputs.Add(new BoundInput(input.Name, index, element, !isSame, shape, shape.Length == 2));
        return null;
    }

    private sealed record BoundInput(string Name, int Index, ScalarType Type, bool Converts, long[] Shape, bool IsFlat);
}
