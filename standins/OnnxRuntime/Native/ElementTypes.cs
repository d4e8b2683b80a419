using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>The .NET types of tensor elements.</summary>
internal static class ElementTypes
{
    /// <summary>The element type of a .NET type.</summary>
    /// <exception cref="OnnxRuntimeException">The type cannot be an element.</exception>
    public static TensorElementType Of<T>()
        where T : unmanaged
    {
        // Each comparison is decided when the method is compiled for T.
        if (typeof(T) == typeof(float))
            return TensorElementType.Float;
        if (typeof(T) == typeof(double))
            return TensorElementType.Double;
        if (typeof(T) == typeof(long))
            return TensorElementType.Int64;
        if (typeof(T) == typeof(int))
            return TensorElementType.Int32;
        if (typeof(T) == typeof(short))
            return TensorElementType.Int16;
        if (typeof(T) == typeof(sbyte))
            return TensorElementType.Int8;
        if (typeof(T) == typeof(ulong))
            return TensorElementType.UInt64;
        if (typeof(T) == typeof(uint))
            return TensorElementType.UInt32;
        if (typeof(T) == typeof(ushort))
            return TensorElementType.UInt16;
        if (typeof(T) == typeof(byte))
            return TensorElementType.UInt8;
        if (typeof(T) == typeof(bool))
            return TensorElementType.Bool;
        if (typeof(T) == typeof(Float16))
            return TensorElementType.Float16;
        if (typeof(T) == typeof(BFloat16))
            return TensorElementType.BFloat16;
        throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensor of type: {typeof(T)} is not supported");
    }

    /// <summary>The .NET type of an element type, or null where there is none.</summary>
    public static Type? TypeOf(TensorElementType elementType) => elementType switch
    {
        TensorElementType.Float => typeof(float),
        TensorElementType.UInt8 => typeof(byte),
        TensorElementType.Int8 => typeof(sbyte),
        TensorElementType.UInt16 => typeof(ushort),
        TensorElementType.Int16 => typeof(short),
        TensorElementType.Int32 => typeof(int),
        TensorElementType.Int64 => typeof(long),
        TensorElementType.String => typeof(string),
        TensorElementType.Bool => typeof(bool),
        TensorElementType.Float16 => typeof(Float16),
        TensorElementType.Double => typeof(double),
        TensorElementType.UInt32 => typeof(uint),
        TensorElementType.UInt64 => typeof(ulong),
        TensorElementType.BFloat16 => typeof(BFloat16),
        _ => null,
    };

    /// <summary>Throws where elements have no .NET type, as 4-bit integers and 8-bit floating point numbers.</summary>
    public static void DemandSupported(TensorElementType elementType)
    {
        if (TypeOf(elementType) is null)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Unregistered TensorElementType value of: {elementType}");
    }

    /// <summary>The size of one element in bytes.</summary>
    /// <exception cref="OnnxRuntimeException">The type has no fixed size, or tensors of it are not supported.</exception>
    public static int SizeOf(TensorElementType elementType) => elementType switch
    {
        TensorElementType.UInt8 or TensorElementType.Int8 or TensorElementType.Bool => 1,
        TensorElementType.UInt16 or TensorElementType.Int16 or TensorElementType.Float16 or TensorElementType.BFloat16 => 2,
        TensorElementType.Float or TensorElementType.Int32 or TensorElementType.UInt32 => 4,
        TensorElementType.Double or TensorElementType.Int64 or TensorElementType.UInt64 => 8,
        _ => throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"Tensor element type: {elementType} is not supported"),
    };
}
