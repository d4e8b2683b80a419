using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>
/// A value that goes into or comes out of a model: a tensor, a sequence or a map. Its data lies in native memory, or in managed
/// memory that stays pinned until the value is disposed; it is never copied on the way to or from a run.
/// </summary>
public unsafe partial class OrtValue : IDisposable
{
    private readonly OrtValueHandle _handle;

    internal OrtValue(OrtValueHandle handle)
    {
        _handle = handle;
        using var value = new HandleScope(handle);
        int onnxType;
        OrtStatus.ThrowIfFailed(OrtApi.GetValueType(value.Value, &onnxType));
        OnnxType = (OnnxValueType)onnxType;
    }

    private OrtValue(OrtValueHandle handle, OnnxValueType onnxType)
    {
        _handle = handle;
        OnnxType = onnxType;
    }

    /// <summary>The kind of the value.</summary>
    public OnnxValueType OnnxType { get; }

    /// <summary>Whether the value is a dense tensor.</summary>
    public bool IsTensor => OnnxType == OnnxValueType.ONNX_TYPE_TENSOR;

    /// <summary>Whether the value is a sparse tensor.</summary>
    public bool IsSparseTensor => OnnxType == OnnxValueType.ONNX_TYPE_SPARSETENSOR;

    internal OrtValueHandle Handle => _handle;

    /// <summary>The type of the value, with shape and element type where it has them.</summary>
    public OrtTypeInfo GetTypeInfo()
    {
        using var value = new HandleScope(_handle);
        nint typeInfo;
        OrtStatus.ThrowIfFailed(OrtApi.GetTypeInfo(value.Value, &typeInfo));
        return OrtTypeInfo.Take(typeInfo);
    }

    /// <summary>The element type and shape of a tensor.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor.</exception>
    public OrtTensorTypeAndShapeInfo GetTensorTypeAndShape()
    {
        DemandTensorOrSparseTensor();
        using var value = new HandleScope(_handle);
        if (IsTensor)
        {
            int elementType;
            long* shape;
            nuint rank;
            OrtStatus.ThrowIfFailed(OrtApi.GetTensorElementTypeAndShape(value.Value, &elementType, &shape, &rank));
            return new OrtTensorTypeAndShapeInfo((TensorElementType)elementType, new ReadOnlySpan<long>(shape, (int)rank).ToArray());
        }

        nint pointer;
        OrtStatus.ThrowIfFailed(OrtApi.GetTensorTypeAndShape(value.Value, &pointer));
        using var tensorInfo = new NativeObjectHandle(pointer, OrtApi.ReleaseTensorTypeAndShapeInfoFunction);
        return new OrtTensorTypeAndShapeInfo(pointer);
    }

    /// <summary>The number of bytes of a tensor.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor, or a tensor of strings.</exception>
    public long GetTensorSizeInBytes()
    {
        using var value = new HandleScope(_handle);
        nuint byteCount;
        OrtStatus.ThrowIfFailed(OrtApi.GetTensorSizeInBytes(value.Value, &byteCount));
        return (long)byteCount;
    }

    /// <summary>Where the data of a tensor lies. The result is valid as long as this value.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor.</exception>
    public OrtMemoryInfo GetTensorMemoryInfo()
    {
        DemandTensorOrSparseTensor();
        using var value = new HandleScope(_handle);
        nint memoryInfo;
        OrtStatus.ThrowIfFailed(OrtApi.GetTensorMemoryInfo(value.Value, &memoryInfo));
        return new OrtMemoryInfo(memoryInfo, ownsHandle: false);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the value and unpins its memory.</summary>
    /// <param name="disposing">True when called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _handle.Dispose();
    }

    private void DemandTensorOrSparseTensor()
    {
        if (!IsTensor && !IsSparseTensor)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, $"This OrtValue type contains: {OnnxType}, not a tensor or sparse tensor");
        }
    }
}
