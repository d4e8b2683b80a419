using Microsoft.ML.OnnxRuntime.Tensors;

namespace OrleansML.Conformance.OnnxRuntime.Models;

/// <summary>Builds an ONNX GraphProto and the model around it.</summary>
internal sealed class OnnxGraph(string name = "graph")
{
    private readonly ProtobufWriter _graph = new ProtobufWriter().Text(2, name);

    public OnnxGraph Input(string name, ProtobufWriter type) => ValueInfo(11, name, type);

    public OnnxGraph Output(string name, ProtobufWriter type) => ValueInfo(12, name, type);

    public OnnxGraph Description(string text)
    {
        _graph.Text(10, text);
        return this;
    }

    public OnnxGraph Node(string operation, string[] inputs, string[] outputs, params ProtobufWriter[] attributes) =>
        NodeOf(string.Empty, operation, inputs, outputs, attributes);

    public OnnxGraph NodeOf(string domain, string operation, string[] inputs, string[] outputs, params ProtobufWriter[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (var input in inputs)
            node.Text(1, input);
        foreach (var output in outputs)
            node.Text(2, output);
        node.Text(3, $"{operation}_{outputs[0]}").Text(4, operation);
        foreach (var attribute in attributes)
            node.Message(5, attribute);
        if (domain.Length > 0)
            node.Text(7, domain);
        _graph.Message(1, node);
        return this;
    }

    public OnnxGraph Initializer(string name, TensorElementType elementType, long[] shape, ReadOnlySpan<byte> raw)
    {
        var tensor = new ProtobufWriter();
        foreach (var dimension in shape)
            tensor.Integer(1, dimension);
        _graph.Message(5, tensor.Integer(2, (int)elementType).Text(8, name).Bytes(9, raw));
        return this;
    }

    public OnnxGraph Initializer(string name, long value) =>
        Initializer(name, TensorElementType.Int64, [], BitConverter.GetBytes(value));

    public ProtobufWriter ToProto() => _graph;

    /// <summary>The bytes of a model file with this graph.</summary>
    public byte[] ToModel(long opset = 17, Action<ProtobufWriter>? more = null)
    {
        var model = new ProtobufWriter().Integer(1, 8).Text(2, "conformance-tests").Message(7, _graph)
            .Message(8, new ProtobufWriter().Text(1, string.Empty).Integer(2, opset))
            .Message(8, new ProtobufWriter().Text(1, "ai.onnx.ml").Integer(2, 3));
        more?.Invoke(model);
        return model.ToArray();
    }

    private OnnxGraph ValueInfo(int field, string name, ProtobufWriter type)
    {
        _graph.Message(field, new ProtobufWriter().Text(1, name).Message(2, type));
        return this;
    }
}
