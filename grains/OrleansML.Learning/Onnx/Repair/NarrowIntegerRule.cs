using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx.Repair;

/// <summary>
/// Computes integers of 8 and 16 bits in a wider type where the operator has no form for them, such as a MatMul of INT8 that an exporter wrote
/// because its own framework has one. The inputs are cast to a type that holds every product; the result is cast back, which cuts
/// off the same bits that narrow arithmetic drops, so that the numbers are the same. Nodes of nested graphs are left alone.
/// </summary>
internal sealed class NarrowIntegerRule : IOnnxRepairRule
{
    // The first version in which all of the operators here accept the wider integers.
    private const long OldestVersion = 9;

    // The first version in which Add, Sub and Mul accept integers of 8 and 16 bits themselves; MatMul has none.
    private const long FirstNarrowArithmetic = 14;

    public IReadOnlyList<string> Apply(ModelProto model)
    {
        if (DefaultOperators.ImportOf(model) is not { Version: >= OldestVersion } import)
            return [];

        var types = OnnxValueTypes.Infer(model.Graph);
        var defects = new List<(NodeProto Node, DataType Type)>();
        var nodes = new List<NodeProto>(model.Graph.Node.Count);
        var casts = new CastWriter(model.Graph, nodes);
        foreach (var node in model.Graph.Node)
        {
            if (DefectOf(node, import.Version, types) is not { } type)
            {
                nodes.Add(node);
                continue;
            }

            defects.Add((node, type));
            Widen(node, type, nodes, casts);
        }

        if (defects.Count == 0)
            return [];

        model.Graph.Node.Clear();
        model.Graph.Node.AddRange(nodes);
        return [.. defects.GroupBy(defect => (defect.Node.OpType, defect.Type)).Select(group => Describe([.. group]))];
    }

    private static DataType? DefectOf(NodeProto node, long version, OnnxValueTypes types)
    {
        var isAffected = node.Input.Count == 2 && node.Output.Count == 1 && DefaultOperators.IsDefault(node.Domain) && Refuses(node.OpType, version);
        return isAffected && types.OfInput(node, 0) is { } type && IsNarrow(type) && types.OfInput(node, 1) == type ? type : null;
    }

    // Integer arithmetic wraps around, so that its lowest bits never depend on bits above them; that holds for these and not for Div or Max.
    private static bool Refuses(string operation, long version) =>
        operation == "MatMul" || (version < FirstNarrowArithmetic && operation is "Add" or "Sub" or "Mul");

    private static bool IsNarrow(DataType type) => type is DataType.Int8 or DataType.Uint8 or DataType.Int16 or DataType.Uint16;

    private static DataType WiderThan(DataType type) => type is DataType.Int8 or DataType.Uint8 ? DataType.Int32 : DataType.Int64;

    private static void Widen(NodeProto node, DataType type, List<NodeProto> nodes, CastWriter casts)
    {
        var wide = WiderThan(type);
        for (var input = 0; input < node.Input.Count; input++)
            node.Input[input] = casts.Widened(node.Input[input], wide);

        nodes.Add(node);
        var result = node.Output[0];
        node.Output[0] = casts.NewName(result, wide);
        casts.Add(node.Output[0], result, type);
    }

    private static string Describe((NodeProto Node, DataType Type)[] defects)
    {
        var (node, type) = defects[0];
        var narrow = OnnxElementTypes.Name((int)type);
        var wide = OnnxElementTypes.Name((int)WiderThan(type));
        var name = DefaultOperators.NameOf(node);
        var which = defects.Length == 1 ? $"node '{name}'" : $"{defects.Length} {node.OpType} nodes, '{name}' first";
        return $"{which}: inputs of {narrow} are cast to {wide} and the result back to {narrow}, because there is no {node.OpType} of {narrow}; "
            + "the numbers stay the same";
    }
}
