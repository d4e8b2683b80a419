using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Truth values.</summary>
    public static ScalarType @bool = ScalarType.Bool;

    /// <summary>Unsigned whole numbers of 8 bits.</summary>
    public static ScalarType uint8 = ScalarType.Byte;

    /// <summary>Whole numbers of 8 bits.</summary>
    public static ScalarType int8 = ScalarType.Int8;

    /// <summary>Whole numbers of 16 bits.</summary>
    public static ScalarType int16 = ScalarType.Int16;

    /// <summary>Whole numbers of 32 bits.</summary>
    public static ScalarType int32 = ScalarType.Int32;

    /// <summary>Whole numbers of 64 bits.</summary>
    public static ScalarType int64 = ScalarType.Int64;

    /// <summary>Floating point numbers of 16 bits with the range of 32 bits.</summary>
    public static ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>Floating point numbers of 16 bits.</summary>
    public static ScalarType float16 = ScalarType.Float16;

    /// <summary>Floating point numbers of 32 bits.</summary>
    public static ScalarType float32 = ScalarType.Float32;

    /// <summary>Floating point numbers of 64 bits.</summary>
    public static ScalarType float64 = ScalarType.Float64;

    /// <summary>Complex numbers of two floating point numbers of 32 bits.</summary>
    public static ScalarType complex64 = ScalarType.ComplexFloat32;

    /// <summary>Complex numbers of two floating point numbers of 64 bits.</summary>
    public static ScalarType complex128 = ScalarType.ComplexFloat64;

    /// <summary>Whole numbers of 16 bits.</summary>
    public static ScalarType @short = ScalarType.Int16;

    /// <summary>Whole numbers of 32 bits.</summary>
    public static ScalarType @int = ScalarType.Int32;

    /// <summary>Whole numbers of 64 bits.</summary>
    public static ScalarType @long = ScalarType.Int64;

    /// <summary>Floating point numbers of 16 bits.</summary>
    public static ScalarType half = ScalarType.Float16;

    /// <summary>Floating point numbers of 32 bits.</summary>
    public static ScalarType @float = ScalarType.Float32;

    /// <summary>Floating point numbers of 64 bits.</summary>
    public static ScalarType @double = ScalarType.Float64;

    /// <summary>Whether a type is one of whole numbers or truth values.</summary>
    public static bool is_integral(ScalarType type) =>
        type is ScalarType.Byte or ScalarType.Int8 or ScalarType.Int16 or ScalarType.Int32 or ScalarType.Int64 or ScalarType.Bool;

    /// <summary>Whether a type is one of floating point numbers.</summary>
    public static bool is_floating_point(ScalarType type) =>
        type is ScalarType.Float16 or ScalarType.Float32 or ScalarType.Float64 or ScalarType.BFloat16;

    /// <summary>Whether a type is one of complex numbers.</summary>
    public static bool is_complex(ScalarType type) => type is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

    /// <summary>Whether the elements are whole numbers or truth values.</summary>
    public static bool is_integral(Tensor t) => is_integral(t.dtype);

    /// <summary>Whether the elements are floating point numbers.</summary>
    public static bool is_floating_point(Tensor input) => is_floating_point(input.dtype);

    /// <summary>Whether the elements are complex numbers.</summary>
    public static bool is_complex(Tensor input) => is_complex(input.dtype);

    /// <summary>The type of the result of an operation on elements of two types.</summary>
    public static ScalarType promote_types(ScalarType type1, ScalarType type2) =>
        (ScalarType)Ops.promote_types.Int(type1, type2);

    /// <summary>Whether elements of one type may be written to a tensor of another.</summary>
    public static bool can_cast(ScalarType from, ScalarType to) => Ops.can_cast.Bool(from, to);
}
