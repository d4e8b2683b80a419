using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The element type and shape of a tensor.</summary>
public readonly unsafe struct OrtTensorTypeAndShapeInfo
{
    internal OrtTensorTypeAndShapeInfo(TensorElementType elementType, long[] shape)
    {
        ElementDataType = elementType;
        Shape = shape;
        ElementCount = Shapes.CountElements(shape);
    }

    internal OrtTensorTypeAndShapeInfo(nint tensorInfo)
    {
        int elementType;
        OrtStatus.ThrowIfFailed(OrtApi.GetTensorElementType(tensorInfo, &elementType));
        ElementDataType = (TensorElementType)elementType;

        nuint rank;
        OrtStatus.ThrowIfFailed(OrtApi.GetDimensionsCount(tensorInfo, &rank));
        Shape = new long[rank];
        fixed (long* shape = Shape)
            OrtStatus.ThrowIfFailed(OrtApi.GetDimensions(tensorInfo, shape, rank));

        // The native count refuses shapes with unknown dimensions, which have no number of elements.
        nuint elementCount = 0;
        if (!Shape.Any(static dimension => dimension < 0))
            OrtStatus.ThrowIfFailed(OrtApi.GetTensorShapeElementCount(tensorInfo, &elementCount));
        ElementCount = (long)elementCount;
    }

    /// <summary>The type of the elements.</summary>
    public TensorElementType ElementDataType { get; }

    /// <summary>Whether the elements are strings.</summary>
    public bool IsString => ElementDataType == TensorElementType.String;

    /// <summary>The number of elements; 1 for a scalar.</summary>
    public long ElementCount { get; }

    /// <summary>The number of dimensions; 0 for a scalar.</summary>
    public int DimensionsCount => Shape.Length;

    /// <summary>The dimensions; -1 where one is not known.</summary>
    public long[] Shape { get; }
}
