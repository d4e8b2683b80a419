using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Memory that the caller owns and keeps valid, with the shape and type of the tensor in it.</summary>
public class OrtExternalAllocation
{
    /// <summary>Describes a tensor in memory of the caller.</summary>
    /// <exception cref="OnnxRuntimeException">The buffer is smaller than the tensor, or the type has no fixed size.</exception>
    public OrtExternalAllocation(OrtMemoryInfo memInfo, long[] shape, TensorElementType elementType, nint pointer, long sizeInBytes)
    {
        if (elementType == TensorElementType.String)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, "Strings are not supported by this API");
        var elements = Shapes.CountElements(shape);
        var required = checked(elements * ElementTypes.SizeOf(elementType));
        if (sizeInBytes < required)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"Shape of {elements} elements requires a buffer of at least {required} bytes. Provided: {sizeInBytes} bytes");
        }

        Info = memInfo;
        Shape = shape;
        ElementType = elementType;
        Pointer = pointer;
        Size = sizeInBytes;
    }

    /// <summary>Where the memory lies.</summary>
    public OrtMemoryInfo Info { get; }

    /// <summary>The shape of the tensor.</summary>
    public long[] Shape { get; }

    /// <summary>The type of the tensor's elements.</summary>
    public TensorElementType ElementType { get; }

    /// <summary>The first byte.</summary>
    public nint Pointer { get; }

    /// <summary>The number of bytes.</summary>
    public long Size { get; }
}
