using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx.Repair;

/// <summary>Adds Cast nodes to a list of nodes in execution order, one per value and type, under names that the graph does not use.</summary>
internal sealed class CastWriter
{
    private readonly List<NodeProto> _nodes;
    private readonly HashSet<string> _names;
    private readonly Dictionary<(string Value, DataType Type), string> _widened = [];

    public CastWriter(GraphProto graph, List<NodeProto> nodes)
    {
        _nodes = nodes;
        _names = [
            .. graph.Input.Select(value => value.Name),
            .. graph.Initializer.Select(tensor => tensor.Name),
            .. graph.Node.SelectMany(node => node.Output),
        ];
    }

    /// <summary>The name under which a value stands in the given type from here on.</summary>
    public string Widened(string value, DataType type)
    {
        if (_widened.TryGetValue((value, type), out var existing))
            return existing;

        var name = NewName(value, type);
        Add(value, name, type);
        _widened.Add((value, type), name);
        return name;
    }

    /// <summary>Adds a node that casts one value into another.</summary>
    public void Add(string from, string to, DataType type) => _nodes.Add(new NodeProto
    {
        Name = $"{to}/cast",
        OpType = "Cast",
        Input = { from },
        Output = { to },
        Attribute = { OnnxAttribute.ElementType("to", type) },
    });

    /// <summary>A name for a value in another type, used by nothing else.</summary>
    public string NewName(string value, DataType type)
    {
        var name = $"{value}/as_{OnnxElementTypes.Name((int)type)}";
        while (!_names.Add(name))
            name += "_";
        return name;
    }
}
