using Microsoft.ML.OnnxRuntime;
using OrleansML.Tensors;

namespace OrleansML.Inference.Onnx;

/// <summary>Reads the schema of a loaded ONNX model.</summary>
internal static class OnnxSchema
{
    /// <summary>Describes an input.</summary>
    /// <exception cref="OrleansMLException"><see cref="ErrorCode.InvalidModel"/> when it is no tensor of a type that can be sent.</exception>
    public static TensorMetadata DescribeInput(string name, NodeMetadata node)
    {
        if (node.OnnxValueType != OnnxValueType.ONNX_TYPE_TENSOR)
            throw UnsupportedType("input", name, node.OnnxValueType.ToString());

        return DescribeTensor("input", name, node);
    }

    public static TensorMetadata DescribeTensor(string kind, string name, NodeMetadata node) =>
        OnnxElementTypes.TryMap(node.ElementDataType, out var type)
            ? new TensorMetadata { Name = name, Type = type, Shape = [.. node.Dimensions.Select(axis => (long)axis)] }
            : throw UnsupportedType(kind, name, node.ElementDataType.ToString());

    public static OrleansMLException UnsupportedType(string kind, string name, string type) => new(
        ErrorCode.InvalidModel,
        $"The model's {kind} '{name}' is of type {type}, which cannot be served; tensors of {string.Join(", ", TensorTypes.ProtocolNames)} can, "
        + "and as outputs the maps and sequences of maps that classifiers give.");
}
