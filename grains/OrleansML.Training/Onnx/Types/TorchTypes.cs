using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Training.Onnx.Types;

/// <summary>Which ONNX element types torch has.</summary>
internal static class TorchTypes
{
    /// <summary>The torch type of an ONNX element type; null where torch has none.</summary>
    public static ScalarType? Of(long dataType) => (DataType)dataType switch
    {
        DataType.Bool => ScalarType.Bool,
        DataType.Uint8 => ScalarType.Byte,
        DataType.Int8 => ScalarType.Int8,
        DataType.Int16 => ScalarType.Int16,
        DataType.Int32 => ScalarType.Int32,
        DataType.Int64 => ScalarType.Int64,
        DataType.Float16 => ScalarType.Float16,
        DataType.Bfloat16 => ScalarType.BFloat16,
        DataType.Float => ScalarType.Float32,
        DataType.Double => ScalarType.Float64,
        _ => null,
    };

    /// <summary>The torch type that holds the elements of an ONNX type, its own or a carrier; null where there is none.</summary>
    public static ScalarType? StoredAs(long dataType) => Of(dataType) ?? CarriedTypes.CarrierOf(dataType);

    /// <summary>The ONNX type of a torch type; undefined where ONNX has none.</summary>
    public static DataType OnnxTypeOf(ScalarType type) => type switch
    {
        ScalarType.Bool => DataType.Bool,
        ScalarType.Byte => DataType.Uint8,
        ScalarType.Int8 => DataType.Int8,
        ScalarType.Int16 => DataType.Int16,
        ScalarType.Int32 => DataType.Int32,
        ScalarType.Int64 => DataType.Int64,
        ScalarType.Float16 => DataType.Float16,
        ScalarType.BFloat16 => DataType.Bfloat16,
        ScalarType.Float32 => DataType.Float,
        ScalarType.Float64 => DataType.Double,
        _ => DataType.Undefined,
    };

    /// <summary>The ONNX name of a torch type.</summary>
    public static string NameOf(ScalarType type) =>
        OnnxTypeOf(type) is not DataType.Undefined and var onnx ? OnnxElementTypes.Name((int)onnx) : type.ToString();

    /// <summary>Whether an ONNX element type can have gradients.</summary>
    public static bool IsFloatingPoint(long dataType) =>
        (DataType)dataType is DataType.Float or DataType.Double or DataType.Float16 or DataType.Bfloat16;

    /// <summary>Why an element type cannot be used.</summary>
    public static string Missing(long dataType) => $"the element type {OnnxElementTypes.Name((int)dataType)} is not supported";

    /// <summary>A tensor's type and sizes for messages, such as <c>FLOAT [2, 3]</c>; of a carrier, the type that it carries.</summary>
    public static string Describe(Tensor tensor, DataType? carried = null) =>
        $"{(carried is { } type ? CarriedTypes.NameOf(type) : NameOf(tensor.dtype))} [{string.Join(", ", tensor.shape)}]";
}
