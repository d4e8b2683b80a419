using OrleansML.Learning.Onnx.Repair;
using OrleansML.Training.Onnx.Operators;
using OrleansML.Training.Onnx.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>Reads a model node by node and notes everything that cannot be run on torch.</summary>
internal sealed class GraphReader
{
    private readonly ModelProto _model;
    private readonly TorchGraphOptions _options;
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);

    public GraphReader(ModelProto model, TorchGraphOptions options)
    {
        (_model, _options) = (model, options);
        foreach (var initializer in model.Graph.Initializer)
            _initializers[initializer.Name] = initializer;
    }

    public GraphProto Graph => _model.Graph;

    public IReadOnlyDictionary<string, TensorProto> Initializers => _initializers;

    /// <summary>The nodes that can be run, in order.</summary>
    public List<GraphNode> Nodes { get; } = [];

    public List<OnnxTrainingProblem> Problems { get; } = [];

    /// <summary>Initializers that are running statistics, frozen ones not included.</summary>
    public HashSet<string> Buffers { get; } = new(StringComparer.Ordinal);

    /// <summary>Initializers that are running statistics, frozen or not.</summary>
    public HashSet<string> Statistics { get; } = new(StringComparer.Ordinal);

    /// <summary>Inputs that the caller has to give: those of the graph that have no initializer.</summary>
    public IEnumerable<ValueInfoProto> RequiredInputs => Graph.Input.Where(input => !_initializers.ContainsKey(input.Name));

    public GraphReader Read()
    {
        ReadValues();
        var import = DefaultOperators.ImportOf(_model)?.Version ?? 0;
        if (import is < OperatorTable.OldestOpset or > OperatorTable.NewestOpset)
        {
            Note($"the model imports opset {import} of {OnnxGraphBuilder.DefaultDomain}; "
                + $"{OperatorTable.OldestOpset} to {OperatorTable.NewestOpset} are supported");
        }

        var known = new HashSet<string>(_initializers.Keys.Concat(Graph.Input.Select(input => input.Name)), StringComparer.Ordinal);
        foreach (var proto in Graph.Node)
        {
            var reader = new NodeReader(proto, OpsetOf(proto.Domain, import));
            if (proto.Input.FirstOrDefault(name => name.Length > 0 && !known.Contains(name)) is { } unknown)
                Problems.Add(reader.Problem($"its input '{unknown}' is neither given nor made by a node before it"));
            known.UnionWith(proto.Output);
            ReadNode(reader);
        }

        foreach (var output in Graph.Output.Where(output => !known.Contains(output.Name)))
            Note($"output '{output.Name}' is made by no node");
        return this;
    }

    private void ReadValues()
    {
        foreach (var input in RequiredInputs)
            ReadType("input", input);
        foreach (var initializer in Graph.Initializer.Where(initializer => TorchTypes.Of(initializer.DataType) is null))
            Note($"initializer '{initializer.Name}': {TorchTypes.Missing(initializer.DataType)}");
        foreach (var initializer in Graph.SparseInitializer)
            Note($"initializer '{initializer.Values?.Name}' is sparse; only dense tensors are supported");
        foreach (var output in Graph.Output)
            ReadType("output", output);
    }

    private void ReadType(string kind, ValueInfoProto value)
    {
        switch (value.Type?.ValueCase)
        {
            case TypeProto.ValueOneofCase.TensorType when TorchTypes.Of(value.Type.TensorType.ElemType) is null
                && (kind == "input" || value.Type.TensorType.ElemType != 0):
                Note($"{kind} '{value.Name}': {TorchTypes.Missing(value.Type.TensorType.ElemType)}");
                break;
            case TypeProto.ValueOneofCase.SequenceType:
                Note($"{kind} '{value.Name}' is a sequence; only tensors are supported");
                break;
            case TypeProto.ValueOneofCase.OptionalType:
                Note($"{kind} '{value.Name}' is optional; only tensors are supported");
                break;
            case TypeProto.ValueOneofCase.MapType or TypeProto.ValueOneofCase.SparseTensorType:
                Note($"{kind} '{value.Name}' is a map or a sparse tensor; only dense tensors are supported");
                break;
            case null or TypeProto.ValueOneofCase.None when kind == "input":
                Note($"{kind} '{value.Name}' has no type");
                break;
        }
    }

    private void ReadNode(NodeReader reader)
    {
        if (Refusal(reader) is { } reason)
        {
            Problems.Add(reader.Problem(reason));
            return;
        }

        var definition = OperatorTable.Default.Find(reader.Proto.OpType, reader.Opset)!;
        ReadStatistics(reader);
        try
        {
            // The rule reads attributes too.
            _ = definition.Gradient.Exists(reader);
            Nodes.Add(new GraphNode(reader, definition, definition.Compile(reader)));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidDataException)
        {
            Problems.Add(reader.Problem(exception.Message));
        }
    }

    private static string? Refusal(NodeReader reader)
    {
        var name = reader.Proto.OpType;
        if (reader.Proto.Attribute.Any(attribute => attribute.G is not null || attribute.Graphs.Count > 0))
            return "control flow, a graph inside a node, is not supported";
        if (!DefaultOperators.IsDefault(reader.Proto.Domain))
            return $"operators of the domain {reader.Proto.Domain} are not supported";
        if (name.Contains("Sequence", StringComparison.Ordinal) || name.StartsWith("Optional", StringComparison.Ordinal))
            return "sequences and optional values are not supported, only tensors";
        if (OperatorTable.Default.Find(name, reader.Opset) is not null)
            return null;

        return OperatorTable.Default.FirstVersion(name) is { } first
            ? $"the operator is supported from opset {first} on"
            : "the operator is not supported";
    }

    private void ReadStatistics(NodeReader reader)
    {
        if (reader.Proto.OpType != "BatchNormalization")
            return;

        for (var index = 3; index <= 4; index++)
        {
            if (!reader.HasInput(index) || !_initializers.ContainsKey(reader.Proto.Input[index]))
                continue;

            var name = reader.Proto.Input[index];
            Statistics.Add(name);
            if (!_options.Trains || NamePattern.MatchesAny(_options.Frozen, name))
            {
                reader.StatisticsAreFrozen = true;
            }
            else
            {
                reader.Buffers.Add(index);
                Buffers.Add(name);
            }
        }
    }

    private long OpsetOf(string domain, long import) => DefaultOperators.IsDefault(domain)
        ? import
        : _model.OpsetImport.FirstOrDefault(candidate => candidate.Domain == domain)?.Version ?? 0;

    private void Note(string reason) => Problems.Add(new OnnxTrainingProblem(null, null, null, reason));
}
