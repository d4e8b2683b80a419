using Microsoft.ML.OnnxRuntime.Tensors;

namespace OrleansML.Conformance.OnnxRuntime.Models;

/// <summary>Builds ONNX TypeProto messages. A dimension is a long, or a string for a named open one.</summary>
internal static class OnnxTypes
{
    public static ProtobufWriter Tensor(TensorElementType elementType, params object[] dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (var dimension in dimensions)
        {
            shape.Message(1, dimension is string name
                ? new ProtobufWriter().Text(2, name)
                : new ProtobufWriter().Integer(1, Convert.ToInt64(dimension)));
        }

        return new ProtobufWriter().Message(1, new ProtobufWriter().Integer(1, (int)elementType).Message(2, shape));
    }

    public static ProtobufWriter Sequence(ProtobufWriter element) =>
        new ProtobufWriter().Message(4, new ProtobufWriter().Message(1, element));

    public static ProtobufWriter Map(TensorElementType key, ProtobufWriter value) =>
        new ProtobufWriter().Message(5, new ProtobufWriter().Integer(1, (int)key).Message(2, value));

    public static ProtobufWriter Optional(ProtobufWriter element) =>
        new ProtobufWriter().Message(9, new ProtobufWriter().Message(1, element));
}
