using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx.Repair;

/// <summary>
/// The element types of the values in a graph, inferred from its inputs and constants along its nodes. A value behind an operator that is not
/// known here has the type that the exporter noted, or none; nothing is assumed.
/// </summary>
internal sealed class OnnxValueTypes
{
    private readonly Dictionary<string, DataType> _types = new(StringComparer.Ordinal);

    private OnnxValueTypes(GraphProto graph)
    {
        foreach (var value in graph.ValueInfo.Concat(graph.Input))
            Add(value.Name, value.Type?.TensorType?.ElemType);
        foreach (var tensor in graph.Initializer)
            Add(tensor.Name, tensor.DataType);
        foreach (var node in graph.Node.Where(node => DefaultOperators.IsDefault(node.Domain)))
        {
            for (var output = 0; output < node.Output.Count; output++)
                Add(node.Output[output], (int?)InferOutput(node, output));
        }
    }

    /// <summary>Infers the types of a graph whose nodes stand in execution order; nested graphs are left out.</summary>
    public static OnnxValueTypes Infer(GraphProto graph) => new(graph);

    /// <summary>The type of an input of a node; null when unknown or absent.</summary>
    public DataType? OfInput(NodeProto node, int index) =>
        index < node.Input.Count && _types.TryGetValue(node.Input[index], out var type) ? type : null;

    private void Add(string value, int? type)
    {
        if (type is { } known and not (int)DataType.Undefined)
            _types[value] = (DataType)known;
    }

    private DataType? InferOutput(NodeProto node, int output)
    {
        switch (node.OpType)
        {
            case "Cast":
                return (DataType?)Attribute(node, "to")?.I;
            case "Constant":
                return OfConstant(node);
            case "ConstantOfShape":
                return (DataType?)Attribute(node, "value")?.T?.DataType ?? DataType.Float;
            case "Shape" or "Size" or "NonZero" or "ArgMax" or "ArgMin":
                return DataType.Int64;
            case "Equal" or "Less" or "LessOrEqual" or "Greater" or "GreaterOrEqual" or "And" or "Or" or "Xor" or "Not" or "IsNaN" or "IsInf":
                return DataType.Bool;
            case "Where":
                return OfInput(node, 1);
            case "OneHot":
                return OfInput(node, 2);
            case "TopK" or "MaxPool":
                return output == 0 ? OfInput(node, 0) : DataType.Int64;
            case "Dropout":
                return output == 0 ? OfInput(node, 0) : null;
            default:
                return KeepsType(node.OpType) ? OfInput(node, 0) : null;
        }
    }

    private static DataType? OfConstant(NodeProto node) => node.Attribute.FirstOrDefault()?.Name switch
    {
        "value" => (DataType?)node.Attribute[0].T?.DataType,
        "value_float" or "value_floats" => DataType.Float,
        "value_int" or "value_ints" => DataType.Int64,
        "value_string" or "value_strings" => DataType.String,
        _ => null,
    };

    private static AttributeProto? Attribute(NodeProto node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    private static bool KeepsType(string operation) => operation is
        "Abs" or "Add" or "AveragePool" or "BatchNormalization" or "Ceil" or "Clip" or "Compress" or "Concat" or "Conv" or "ConvTranspose"
        or "CumSum" or "DepthToSpace" or "Div" or "Elu" or "Erf" or "Exp" or "Expand" or "Flatten" or "Floor" or "Gather" or "GatherElements"
        or "GatherND" or "Gemm" or "GlobalAveragePool" or "GlobalMaxPool" or "HardSigmoid" or "Identity" or "InstanceNormalization"
        or "LeakyRelu" or "Log" or "LogSoftmax" or "MatMul" or "Max" or "Mean" or "Min" or "Mod" or "Mul" or "Neg" or "PRelu" or "Pad" or "Pow"
        or "Range" or "Reciprocal" or "ReduceL1" or "ReduceL2" or "ReduceLogSum" or "ReduceLogSumExp" or "ReduceMax" or "ReduceMean"
        or "ReduceMin" or "ReduceProd" or "ReduceSum" or "ReduceSumSquare" or "Relu" or "Reshape" or "Round" or "ScatterElements"
        or "ScatterND" or "Selu" or "Sigmoid" or "Sign" or "Slice" or "Softmax" or "Softplus" or "Softsign" or "SpaceToDepth" or "Split"
        or "Sqrt" or "Squeeze" or "Sub" or "Sum" or "Tanh" or "Tile" or "Transpose" or "Unsqueeze";
}
