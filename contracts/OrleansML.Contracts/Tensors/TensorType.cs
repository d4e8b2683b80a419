namespace OrleansML.Tensors;

/// <summary>Element type of a <see cref="Tensor"/>. The numbers are part of the wire format and never change.</summary>
public enum TensorType
{
    /// <summary>One byte per element: 0 or 1.</summary>
    Bool = 1,

    /// <summary>Unsigned 8-bit integer.</summary>
    UInt8 = 2,

    /// <summary>Unsigned 16-bit integer.</summary>
    UInt16 = 3,

    /// <summary>Unsigned 32-bit integer.</summary>
    UInt32 = 4,

    /// <summary>Unsigned 64-bit integer.</summary>
    UInt64 = 5,

    /// <summary>Signed 8-bit integer.</summary>
    Int8 = 6,

    /// <summary>Signed 16-bit integer.</summary>
    Int16 = 7,

    /// <summary>Signed 32-bit integer.</summary>
    Int32 = 8,

    /// <summary>Signed 64-bit integer.</summary>
    Int64 = 9,

    /// <summary>IEEE 754 half precision.</summary>
    Float16 = 10,

    /// <summary>IEEE 754 single precision.</summary>
    Float32 = 11,

    /// <summary>IEEE 754 double precision.</summary>
    Float64 = 12,

    /// <summary>The upper 16 bits of an IEEE 754 single.</summary>
    BFloat16 = 13,

    /// <summary>UTF-8 text: per element a 32-bit little-endian length in bytes, then the bytes.</summary>
    String = 14,
}
