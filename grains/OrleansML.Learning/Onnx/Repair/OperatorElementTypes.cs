using static OrleansML.Learning.Onnx.TensorProto.Types;

namespace OrleansML.Learning.Onnx.Repair;

/// <summary>
/// From which version on an operator accepts an element type, for the operators that gained types between versions 7 and 12. Taken from the
/// type constraints in the ONNX operator change log.
/// </summary>
internal static class OperatorElementTypes
{
    /// <summary>The first version, 7 to 12, that accepts the type as first input; null when none does or the operator is not listed.</summary>
    public static long? FirstVersion(string operation, DataType type) => operation switch
    {
        "Equal" => type is DataType.Bool or DataType.Int32 or DataType.Int64 ? 7 : IsNumber(type) ? 11 : null,
        "Less" or "Greater" => Floats(type) ?? (IsNumber(type) ? 9 : null),
        "MatMul" or "PRelu" => Floats(type) ?? (IsWideInteger(type) ? 9 : null),
        "TopK" => Floats(type) ?? (IsNumber(type) ? 11 : null),
        "Max" or "Min" => Floats(type) ?? (IsNumber(type) ? 12 : null),
        "Pow" => Floats(type) ?? (type is DataType.Int32 or DataType.Int64 ? 12 : null),
        "Flatten" => Floats(type) ?? (IsNumber(type) || type is DataType.Bool or DataType.String ? 9 : null),
        _ => null,
    };

    private static long? Floats(DataType type) => IsFloat(type) ? 7 : null;

    private static bool IsFloat(DataType type) => type is DataType.Float16 or DataType.Float or DataType.Double;

    private static bool IsWideInteger(DataType type) => type is DataType.Int32 or DataType.Int64 or DataType.Uint32 or DataType.Uint64;

    private static bool IsNumber(DataType type) =>
        IsFloat(type) || IsWideInteger(type) || type is DataType.Int8 or DataType.Int16 or DataType.Uint8 or DataType.Uint16;
}
