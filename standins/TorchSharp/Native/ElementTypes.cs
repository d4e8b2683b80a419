using System.Numerics;

namespace TorchSharp.Native;

/// <summary>The .NET types of elements.</summary>
internal static class ElementTypes
{
    /// <summary>The .NET type of an element type, or null where there is none.</summary>
    public static Type? TypeOf(torch.ScalarType type) => type switch
    {
        torch.ScalarType.Byte => typeof(byte),
        torch.ScalarType.Int8 => typeof(sbyte),
        torch.ScalarType.Int16 => typeof(short),
        torch.ScalarType.Int32 => typeof(int),
        torch.ScalarType.Int64 => typeof(long),
        torch.ScalarType.Float16 => typeof(Half),
        torch.ScalarType.Float32 => typeof(float),
        torch.ScalarType.Float64 => typeof(double),
        torch.ScalarType.ComplexFloat32 => typeof((float, float)),
        torch.ScalarType.ComplexFloat64 => typeof(Complex),
        torch.ScalarType.Bool => typeof(bool),
        torch.ScalarType.BFloat16 => typeof(BFloat16),
        _ => null,
    };

    /// <summary>The element type of a .NET type.</summary>
    /// <exception cref="NotSupportedException">There is none.</exception>
    public static torch.ScalarType Of(Type type) =>
        type == typeof(float) ? torch.ScalarType.Float32
        : type == typeof(double) ? torch.ScalarType.Float64
        : type == typeof(long) ? torch.ScalarType.Int64
        : type == typeof(int) ? torch.ScalarType.Int32
        : type == typeof(short) ? torch.ScalarType.Int16
        : type == typeof(sbyte) ? torch.ScalarType.Int8
        : type == typeof(byte) ? torch.ScalarType.Byte
        : type == typeof(bool) ? torch.ScalarType.Bool
        : type == typeof(Half) ? torch.ScalarType.Float16
        : type == typeof(BFloat16) ? torch.ScalarType.BFloat16
        : type == typeof(Complex) ? torch.ScalarType.ComplexFloat64
        : throw new NotSupportedException($"The type {type.FullName} cannot be mapped to a torch data type.");
}
