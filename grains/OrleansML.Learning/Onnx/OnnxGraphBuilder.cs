using Google.Protobuf;
using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx;

/// <summary>
/// Writes an ONNX model step by step: inputs and initializers first, then nodes in execution order, then outputs. The same
/// calls give the same bytes. Not safe for concurrent use.
/// </summary>
public sealed class OnnxGraphBuilder
{
    /// <summary>The name of the standard operator domain; the empty name means the same.</summary>
    public const string DefaultDomain = "ai.onnx";

    /// <summary>The version of the standard operators that models are written for unless told otherwise.</summary>
    public const long DefaultOpsetVersion = 17;

    // The oldest format version that holds all that is written here, so that older runtimes load the models too.
    private const long IrVersion = 8;

    private readonly ModelProto _model;
    private readonly HashSet<string> _values = new(StringComparer.Ordinal);

    /// <summary>Starts a model.</summary>
    /// <param name="graphName">The graph's name; not empty.</param>
    /// <param name="opsetVersion">The version of the standard operators; at least 8, default 17.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The version is below 8, the first with today's broadcasting rules
    /// throughout.</exception>
    public OnnxGraphBuilder(string graphName, long opsetVersion = DefaultOpsetVersion)
    {
        ArgumentException.ThrowIfNullOrEmpty(graphName);
        ArgumentOutOfRangeException.ThrowIfLessThan(opsetVersion, 8);
        _model = new ModelProto
        {
            IrVersion = IrVersion,
            ProducerName = "OrleansML",
            Graph = new GraphProto { Name = graphName },
            OpsetImport = { new OperatorSetIdProto { Version = opsetVersion } },
        };
    }

    /// <summary>Names who made the model; <c>OrleansML</c> without a version by default.</summary>
    public OnnxGraphBuilder Producer(string name, string version)
    {
        (_model.ProducerName, _model.ProducerVersion) = (name, version);
        return this;
    }

    /// <summary>Imports a further operator domain, such as <c>ai.onnx.ml</c>.</summary>
    /// <exception cref="ArgumentException">The domain is imported already.</exception>
    public OnnxGraphBuilder Opset(string domain, long version)
    {
        if (IsImported(domain))
            throw new ArgumentException($"Operator domain '{domain}' is imported already.", nameof(domain));

        _model.OpsetImport.Add(new OperatorSetIdProto { Domain = domain, Version = version });
        return this;
    }

    /// <summary>Adds a metadata entry to the model; entries keep their order.</summary>
    /// <exception cref="ArgumentException">The key is present already.</exception>
    public OnnxGraphBuilder Metadata(string key, string value)
    {
        if (_model.MetadataProps.Any(entry => entry.Key == key))
            throw new ArgumentException($"Metadata key '{key}' is present already.", nameof(key));

        _model.MetadataProps.Add(new StringStringEntryProto { Key = key, Value = value });
        return this;
    }

    /// <summary>Adds a graph input.</summary>
    /// <param name="name">The input's name, unique in the graph.</param>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The dimensions, for example <c>"N", 30</c>.</param>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public OnnxGraphBuilder Input(string name, DataType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        Define(name);
        _model.Graph.Input.Add(Value(name, type, shape));
        return this;
    }

    /// <summary>Adds a graph output, the result of a node added before.</summary>
    /// <param name="name">The name of the value.</param>
    /// <param name="type">The element type.</param>
    /// <param name="shape">The dimensions, for example <c>"N", 1</c>.</param>
    /// <exception cref="ArgumentException">No node, input or initializer gives that value, or it is an output already.</exception>
    public OnnxGraphBuilder Output(string name, DataType type, params ReadOnlySpan<OnnxDimension> shape)
    {
        if (!_values.Contains(name))
            throw new ArgumentException($"Output '{name}' is not computed by any node of graph '{_model.Graph.Name}'.", nameof(name));
        if (_model.Graph.Output.Any(output => output.Name == name))
            throw new ArgumentException($"'{name}' is an output of graph '{_model.Graph.Name}' already.", nameof(name));

        _model.Graph.Output.Add(Value(name, type, shape));
        return this;
    }

    /// <summary>Adds a constant tensor from values in row-major order.</summary>
    /// <typeparam name="T">bool, a primitive number of 8 to 64 bits, or <see cref="Half"/>.</typeparam>
    /// <param name="name">The tensor's name, unique in the graph.</param>
    /// <param name="values">The elements.</param>
    /// <param name="shape">The sizes; none for a single value.</param>
    /// <exception cref="ArgumentException">The name is taken, or the shape does not fit the number of values.</exception>
    public OnnxGraphBuilder Initializer<T>(string name, ReadOnlySpan<T> values, params ReadOnlySpan<long> shape)
        where T : unmanaged => Initializer(OnnxTensor.Create(name, values, shape));

    /// <summary>Adds a constant tensor under its own name.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken.</exception>
    public OnnxGraphBuilder Initializer(TensorProto tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        Define(tensor.Name);
        _model.Graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>Adds a node with a standard operator.</summary>
    /// <param name="operatorType">The operator, for example <c>Gemm</c>.</param>
    /// <param name="inputs">Names of values defined before; an empty name leaves an optional input out.</param>
    /// <param name="outputs">Names of the results, unique in the graph; an empty name leaves an optional output out.</param>
    /// <param name="attributes">Constant arguments, made with <see cref="OnnxAttribute"/>.</param>
    /// <exception cref="ArgumentException">An input is not defined yet, or an output's name is taken.</exception>
    public OnnxGraphBuilder Node(
        string operatorType, ReadOnlySpan<string> inputs, ReadOnlySpan<string> outputs, params ReadOnlySpan<AttributeProto> attributes) =>
        Node("", operatorType, inputs, outputs, attributes);

    /// <summary>Adds a node with an operator of an imported domain.</summary>
    /// <param name="domain">The operator's domain; empty for the standard operators.</param>
    /// <param name="operatorType">The operator.</param>
    /// <param name="inputs">Names of values defined before; an empty name leaves an optional input out.</param>
    /// <param name="outputs">Names of the results, unique in the graph; an empty name leaves an optional output out.</param>
    /// <param name="attributes">Constant arguments, made with <see cref="OnnxAttribute"/>.</param>
    /// <exception cref="ArgumentException">The domain is not imported, an input is not defined yet, or an output's name is
    /// taken.</exception>
    public OnnxGraphBuilder Node(
        string domain,
        string operatorType,
        ReadOnlySpan<string> inputs,
        ReadOnlySpan<string> outputs,
        params ReadOnlySpan<AttributeProto> attributes)
    {
        ArgumentException.ThrowIfNullOrEmpty(operatorType);
        if (!IsImported(domain))
        {
            throw new ArgumentException(
                $"Operator domain '{domain}' is not imported; call Opset(\"{domain}\", version) first.", nameof(domain));
        }

        foreach (var input in inputs)
        {
            if (input.Length > 0 && !_values.Contains(input))
                throw new ArgumentException($"Node {operatorType} reads '{input}', which nothing before it defines.", nameof(inputs));
        }

        foreach (var output in outputs)
        {
            if (output.Length > 0)
                Define(output);
        }

        _model.Graph.Node.Add(new NodeProto
        {
            Name = $"{operatorType}_{_model.Graph.Node.Count}",
            Domain = domain,
            OpType = operatorType,
            Input = { inputs.ToArray() },
            Output = { outputs.ToArray() },
            Attribute = { attributes.ToArray() },
        });
        return this;
    }

    /// <summary>The finished model; later calls on the builder do not change it.</summary>
    /// <exception cref="InvalidOperationException">The graph has no output.</exception>
    public ModelProto Build()
    {
        if (_model.Graph.Output.Count == 0)
            throw new InvalidOperationException($"Graph '{_model.Graph.Name}' has no output; call Output before Build.");

        return _model.Clone();
    }

    /// <summary>The finished model as the bytes of an ONNX file.</summary>
    /// <exception cref="InvalidOperationException">The graph has no output.</exception>
    public byte[] ToBytes() => Build().ToByteArray();

    private static ValueInfoProto Value(string name, DataType type, ReadOnlySpan<OnnxDimension> shape)
    {
        var shapeProto = new TensorShapeProto();
        foreach (var dimension in shape)
            shapeProto.Dim.Add(dimension.ToProto());

        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)type, Shape = shapeProto } },
        };
    }

    private bool IsImported(string domain) =>
        domain is "" or DefaultDomain || _model.OpsetImport.Any(opset => opset.Domain == domain);

    private void Define(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!_values.Add(name))
            throw new ArgumentException($"The name '{name}' is taken in graph '{_model.Graph.Name}'.", nameof(name));
    }
}
