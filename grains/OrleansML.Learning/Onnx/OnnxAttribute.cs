using Google.Protobuf;
using static OrleansML.Learning.Onnx.AttributeProto.Types;

namespace OrleansML.Learning.Onnx;

/// <summary>Makes the constant arguments of nodes.</summary>
public static class OnnxAttribute
{
    /// <summary>A whole number.</summary>
    public static AttributeProto Integer(string name, long value) => new() { Name = name, Type = AttributeType.Int, I = value };

    /// <summary>A single-precision number.</summary>
    public static AttributeProto Number(string name, float value) => new() { Name = name, Type = AttributeType.Float, F = value };

    /// <summary>A text, stored as UTF-8.</summary>
    public static AttributeProto Text(string name, string value) =>
        new() { Name = name, Type = AttributeType.String, S = ByteString.CopyFromUtf8(value) };

    /// <summary>A list of whole numbers.</summary>
    public static AttributeProto Integers(string name, params IEnumerable<long> values) =>
        new() { Name = name, Type = AttributeType.Ints, Ints = { values } };

    /// <summary>A list of single-precision numbers.</summary>
    public static AttributeProto Numbers(string name, params IEnumerable<float> values) =>
        new() { Name = name, Type = AttributeType.Floats, Floats = { values } };

    /// <summary>A list of texts, stored as UTF-8.</summary>
    public static AttributeProto Texts(string name, params IEnumerable<string> values) =>
        new() { Name = name, Type = AttributeType.Strings, Strings = { values.Select(ByteString.CopyFromUtf8) } };

    /// <summary>A constant tensor.</summary>
    public static AttributeProto Tensor(string name, TensorProto value) => new() { Name = name, Type = AttributeType.Tensor, T = value };

    /// <summary>An element type, as the operator Cast takes it.</summary>
    public static AttributeProto ElementType(string name, TensorProto.Types.DataType value) => Integer(name, (long)value);
}
