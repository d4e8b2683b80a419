namespace Microsoft.ML.OnnxRuntime.Tensors;

/// <summary>The type of a tensor's elements, with the numbers that ONNX Runtime's C API gives them.</summary>
public enum TensorElementType
{
    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 2,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 3,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 4,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 5,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 6,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 7,

    /// <summary>UTF-8 text.</summary>
    String = 8,

    /// <summary>Boolean, one byte.</summary>
    Bool = 9,

    /// <summary>IEEE 754 half precision: <see cref="OnnxRuntime.Float16"/>.</summary>
    Float16 = 10,

    /// <summary>64-bit floating point.</summary>
    Double = 11,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 12,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 13,

    /// <summary>Two 32-bit floating point numbers; not supported by tensors here.</summary>
    Complex64 = 14,

    /// <summary>Two 64-bit floating point numbers; not supported by tensors here.</summary>
    Complex128 = 15,

    /// <summary>The upper half of a 32-bit floating point number: <see cref="OnnxRuntime.BFloat16"/>.</summary>
    BFloat16 = 16,

    /// <summary>One more than the last type.</summary>
    DataTypeMax = 17,
}
