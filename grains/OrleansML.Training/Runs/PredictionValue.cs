using OrleansML.Learning.Evaluation;
using OrleansML.Training.Onnx;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Runs;

/// <summary>
/// The value of a graph that the loss is computed from: the prediction, or, where a sigmoid or softmax makes that, what goes into it, because the
/// logarithm of a rounded probability loses what the logits still say.
/// </summary>
/// <param name="Output">Name of the output that is the prediction.</param>
/// <param name="Name">Name of the value.</param>
/// <param name="Kind">What it means.</param>
internal sealed record PredictionValue(string Output, string Name, PredictionKind Kind)
{
    /// <summary>Finds it.</summary>
    /// <exception cref="OnnxTrainingException">No output, or more than one, can be the prediction.</exception>
    public static PredictionValue Find(ModelProto model, EvaluationTask task, string? output)
    {
        var name = output is null ? OnlyOutput(model) : NamedOutput(model, output);
        if (task == EvaluationTask.Regression)
            return new PredictionValue(name, name, PredictionKind.Number);

        var makers = new Dictionary<string, NodeProto>(StringComparer.Ordinal);
        foreach (var node in model.Graph.Node)
        {
            foreach (var made in node.Output)
                makers[made] = node;
        }

        var source = name;
        while (makers.TryGetValue(source, out var maker) && maker.OpType is "Identity" or "Reshape" or "Flatten" or "Squeeze" or "Unsqueeze")
            source = maker.Input[0];
        return makers.GetValueOrDefault(source) switch
        {
            { OpType: "Sigmoid" } sigmoid when task == EvaluationTask.BinaryClassification =>
                new PredictionValue(name, sigmoid.Input[0], PredictionKind.LogOdds),
            { OpType: "Softmax" } softmax when IsOverClasses(softmax) => new PredictionValue(name, softmax.Input[0], PredictionKind.Scores),
            _ => new PredictionValue(name, name, PredictionKind.Probabilities),
        };
    }

    /// <summary>The model with this value as its only output: nothing else is computed in training.</summary>
    public ModelProto Narrow(ModelProto model)
    {
        var narrowed = model.Clone();
        narrowed.Graph.Output.Clear();
        narrowed.Graph.Output.Add(new ValueInfoProto
        {
            Name = Name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } },
        });
        return narrowed;
    }

    private static bool IsOverClasses(NodeProto softmax) =>
        softmax.Attribute.FirstOrDefault(attribute => attribute.Name == "axis") is not { I: not (1 or -1) };

    private static string NamedOutput(ModelProto model, string name)
    {
        var output = model.Graph.Output.FirstOrDefault(candidate => candidate.Name == name)
            ?? throw Refusal($"the model has no output '{name}'; it has {List(model.Graph.Output)}");
        return Describe(output) is { } other ? throw Refusal($"output '{name}' is {other}; the prediction must be a tensor of FLOAT") : name;
    }

    private static string OnlyOutput(ModelProto model)
    {
        var candidates = model.Graph.Output.Where(output => Describe(output) is null).ToList();
        return candidates.Count switch
        {
            1 => candidates[0].Name,
            0 => throw Refusal(
                "no output can be the prediction, which must be a tensor of FLOAT: "
                + string.Join(", ", model.Graph.Output.Select(output => $"'{output.Name}' is {Describe(output)}"))),
            _ => throw Refusal($"{candidates.Count} outputs are tensors of FLOAT: {List(candidates)}; name the one that is the prediction"),
        };
    }

    private static string? Describe(ValueInfoProto output) => output.Type?.ValueCase switch
    {
        TypeProto.ValueOneofCase.TensorType when output.Type.TensorType.ElemType == (int)DataType.Float => null,
        TypeProto.ValueOneofCase.TensorType => $"a tensor of {OnnxElementTypes.Name(output.Type.TensorType.ElemType)}",
        TypeProto.ValueOneofCase.SequenceType or TypeProto.ValueOneofCase.MapType =>
            "a list of dictionaries, as ZipMap makes it (convert the model again without it, with zipmap=False)",
        _ => "of no known type",
    };

    private static string List(IEnumerable<ValueInfoProto> outputs) => string.Join(", ", outputs.Select(output => $"'{output.Name}'"));

    private static OnnxTrainingException Refusal(string reason) => new([new OnnxTrainingProblem(null, null, null, reason)]);
}
