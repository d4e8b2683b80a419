using System.Runtime.InteropServices;
using Google.Protobuf;
using OrleansML.Training.Onnx.Operators.Shapes;

namespace OrleansML.Training.Onnx.Graph;

/// <summary>Finds weights in a model, and replaces them, where they are stored: as initializers or in Constant nodes.</summary>
internal static class GraphWeights
{
    public static TensorProto OfConstantNode(ModelProto model, string name) =>
        ConstantOperators.ValueOf(new NodeReader(ConstantNode(model, name), 0));

    public static void Replace(ModelProto model, string name, ByteString elements)
    {
        if (model.Graph.Initializer.FirstOrDefault(tensor => tensor.Name == name) is { } initializer)
        {
            Replace(initializer, elements);
            return;
        }

        var attribute = ConstantNode(model, name).Attribute.Single();
        switch (attribute.Name)
        {
            case "value":
                Replace(attribute.T, elements);
                break;
            case "value_floats":
                attribute.Floats.Clear();
                attribute.Floats.Add(MemoryMarshal.Cast<byte, float>(elements.Span).ToArray());
                break;
            default:
                attribute.F = MemoryMarshal.Read<float>(elements.Span);
                break;
        }
    }

    private static NodeProto ConstantNode(ModelProto model, string name) =>
        model.Graph.Node.First(node => node.OpType == "Constant" && node.Output.Contains(name));

    private static void Replace(TensorProto tensor, ByteString elements)
    {
        tensor.FloatData.Clear();
        tensor.DoubleData.Clear();
        tensor.Int32Data.Clear();
        tensor.RawData = elements;
    }
}
