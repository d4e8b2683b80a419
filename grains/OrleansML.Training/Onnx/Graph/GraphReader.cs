using OrleansML.Learning.Onnx.Repair;
using OrleansML.Training.Onnx.Operators;
using OrleansML.Training.Onnx.Types;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>Reads a model node by node and notes everything that cannot be run on torch.</summary>
internal sealed class GraphReader
{
    private readonly ModelProto _model;
    private readonly TorchGraphOptions _options;
    private readonly Dictionary<string, TensorProto> _initializers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DataType> _carried = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _sequences = new(StringComparer.Ordinal);

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

    /// <summary>Sequences of tensors with the input that each is: nodes only pass sequences on.</summary>
    public IReadOnlyDictionary<string, string> Sequences => _sequences;

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
            var reader = new NodeReader(proto, OpsetOf(proto.Domain, import), _carried);
            if (proto.Input.FirstOrDefault(name => name.Length > 0 && !known.Contains(name)) is { } unknown)
                Problems.Add(reader.Problem($"its input '{unknown}' is neither given nor made by a node before it"));
            known.UnionWith(proto.Output);
            ReadNode(reader);
        }

        foreach (var output in Graph.Output.Where(output => !known.Contains(output.Name)))
            Note($"output '{output.Name}' is made by no node");

        // Behind a node that could not be read, types are unknown.
        foreach (var output in Problems.Count == 0 ? Graph.Output : [])
            CheckOutput(output);
        return this;
    }

    private void ReadValues()
    {
        foreach (var input in RequiredInputs)
            ReadInput(input);
        foreach (var initializer in Graph.Initializer)
            ReadElements("initializer", initializer.Name, initializer.DataType);
        foreach (var initializer in Graph.SparseInitializer)
            Note($"initializer '{initializer.Values?.Name}' is sparse; only dense tensors are supported");
        foreach (var output in Graph.Output)
            ReadKind("output", output);
    }

    private void ReadInput(ValueInfoProto input)
    {
        switch (input.Type?.ValueCase)
        {
            case TypeProto.ValueOneofCase.TensorType:
                ReadElements("input", input.Name, input.Type.TensorType.ElemType);
                break;
            case TypeProto.ValueOneofCase.SequenceType when input.Type.SequenceType.ElemType?.TensorType is { } element:
                _sequences[input.Name] = input.Name;
                if (TorchTypes.StoredAs(element.ElemType) is null)
                    Note($"input '{input.Name}': {TorchTypes.Missing(element.ElemType)}");
                break;
            case null or TypeProto.ValueOneofCase.None:
                Note($"input '{input.Name}' has no type");
                break;
            default:
                ReadKind("input", input);
                break;
        }
    }

    private void ReadElements(string kind, string name, int type)
    {
        if (TorchTypes.StoredAs(type) is null)
            Note($"{kind} '{name}': {TorchTypes.Missing(type)}");
        else if (CarriedTypes.Of(type) is { } carried)
            _carried[name] = carried;
    }

    private void ReadKind(string kind, ValueInfoProto value)
    {
        switch (value.Type?.ValueCase)
        {
            case TypeProto.ValueOneofCase.TensorType
                when value.Type.TensorType.ElemType is not 0 and var type && TorchTypes.StoredAs(type) is null:
                Note($"{kind} '{value.Name}': {TorchTypes.Missing(type)}");
                break;
            case TypeProto.ValueOneofCase.SequenceType when value.Type.SequenceType.ElemType?.TensorType is null:
                Note($"{kind} '{value.Name}' is a sequence of other values than tensors; only tensors are supported");
                break;
            case TypeProto.ValueOneofCase.OptionalType:
                Note($"{kind} '{value.Name}' is optional; only tensors and sequences of them are supported");
                break;
            case TypeProto.ValueOneofCase.MapType or TypeProto.ValueOneofCase.SparseTensorType:
                Note($"{kind} '{value.Name}' is a map or a sparse tensor; only dense tensors are supported");
                break;
        }
    }

    // What a node makes has the type that follows from its inputs; another that is declared would be taken at its word by the caller.
    private void CheckOutput(ValueInfoProto output)
    {
        if (output.Type?.TensorType is { ElemType: not 0 } declared)
        {
            DataType? made = _carried.TryGetValue(output.Name, out var carried) ? carried : null;
            if (CarriedTypes.Of(declared.ElemType) != made)
                Note($"output '{output.Name}' is declared as {CarriedTypes.NameOf((DataType)declared.ElemType)}, but made of another type");
        }

        if (output.Type?.SequenceType is not null != _sequences.ContainsKey(output.Name) && output.Type is not null)
            Note($"output '{output.Name}' is declared as a sequence, but made as a tensor, or the other way round");
    }

    private void ReadNode(NodeReader reader)
    {
        if (Refusal(reader) is { } reason)
        {
            Problems.Add(reader.Problem(reason));
            return;
        }

        if (reader.Proto.Input.FirstOrDefault(_sequences.ContainsKey) is { } sequence)
        {
            _sequences[reader.Proto.Output[0]] = _sequences[sequence];
            return;
        }

        var definition = OperatorTable.Default.Find(reader.Proto.OpType, reader.Opset)!;
        ReadStatistics(reader);
        try
        {
            if (definition.Carried.Apply(reader) is { } carried)
            {
                foreach (var output in reader.Proto.Output)
                    _carried[output] = carried;
            }

            // The rule reads attributes too.
            _ = definition.Gradient.Exists(reader);
            Nodes.Add(new GraphNode(reader, definition, definition.Compile(reader)));
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidDataException)
        {
            Problems.Add(reader.Problem(exception.Message));
        }
    }

    private string? Refusal(NodeReader reader)
    {
        var name = reader.Proto.OpType;
        if (reader.Proto.Attribute.Any(attribute => attribute.G is not null || attribute.Graphs.Count > 0))
            return "control flow, a graph inside a node, is not supported";
        if (!DefaultOperators.IsDefault(reader.Proto.Domain))
            return $"operators of the domain {reader.Proto.Domain} are not supported";
        if (name.Contains("Sequence", StringComparison.Ordinal) || name.StartsWith("Optional", StringComparison.Ordinal))
            return "of sequences and optional values, nothing is supported but sequences of tensors that are passed on";
        if (name != "Identity" && reader.Proto.Input.FirstOrDefault(_sequences.ContainsKey) is { } sequence)
            return $"its input '{sequence}' is a sequence, which only Identity takes";
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
