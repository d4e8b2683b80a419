namespace OrleansML.Conformance.OnnxRuntime.Models;

/// <summary>Builds ONNX AttributeProto messages.</summary>
internal static class OnnxAttributes
{
    public static ProtobufWriter Integer(string name, long value) => new ProtobufWriter().Text(1, name).Integer(3, value).Integer(20, 2);

    public static ProtobufWriter Graph(string name, OnnxGraph graph) =>
        new ProtobufWriter().Text(1, name).Message(6, graph.ToProto()).Integer(20, 5);

    public static ProtobufWriter Integers(string name, params long[] values)
    {
        var attribute = new ProtobufWriter().Text(1, name);
        foreach (var value in values)
            attribute.Integer(8, value);
        return attribute.Integer(20, 7);
    }

    public static ProtobufWriter Strings(string name, params string[] values)
    {
        var attribute = new ProtobufWriter().Text(1, name);
        foreach (var value in values)
            attribute.Text(9, value);
        return attribute.Integer(20, 8);
    }
}
