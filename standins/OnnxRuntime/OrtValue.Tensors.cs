using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

// This part: tensors of numbers.
public unsafe partial class OrtValue
{
    /// <summary>A tensor over memory that the caller owns and keeps valid as long as the value is in use.</summary>
    /// <param name="memInfo">Where the memory lies.</param>
    /// <param name="elementType">The type of the elements; not string.</param>
    /// <param name="shape">The dimensions; empty for a scalar.</param>
    /// <param name="dataBufferPtr">The first byte.</param>
    /// <param name="bufferLengthInBytes">The number of bytes, at least as many as the shape needs.</param>
    /// <exception cref="OnnxRuntimeException">The buffer is too small, or the type is not supported.</exception>
    public static OrtValue CreateTensorValueWithData(
        OrtMemoryInfo memInfo, TensorElementType elementType, long[] shape, nint dataBufferPtr, long bufferLengthInBytes)
    {
        ArgumentNullException.ThrowIfNull(memInfo);
        ArgumentNullException.ThrowIfNull(shape);
        if (elementType == TensorElementType.String)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument, "Cannot map managed strings buffer to native OrtValue. Use string specific interfaces");
        }

        var elementSize = ElementTypes.SizeOf(elementType);
        var elements = Shapes.CountElements(shape);
        var required = checked(elements * elementSize);
        if (bufferLengthInBytes < required)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"Shape: [{string.Join(',', shape)}] has: {elements} elements requires a buffer of at least {required} bytes. "
                + $"Provided: {bufferLengthInBytes} bytes");
        }

        var value = CreateOverMemory(memInfo, elementType, shape, (void*)dataBufferPtr, (nuint)bufferLengthInBytes);
        return new OrtValue(new OrtValueHandle(value), OnnxValueType.ONNX_TYPE_TENSOR);
    }

    /// <summary>A tensor over managed memory, which stays pinned until the value is disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="memoryInfo">Where the memory lies.</param>
    /// <param name="memory">The elements; at least as many as the shape needs.</param>
    /// <param name="shape">The dimensions; empty for a scalar.</param>
    /// <exception cref="OnnxRuntimeException">The memory is too small, or the type is not supported.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(OrtMemoryInfo memoryInfo, Memory<T> memory, long[] shape)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(memoryInfo);
        ArgumentNullException.ThrowIfNull(shape);
        var elementType = ElementTypes.Of<T>();
        var elements = Shapes.CountElements(shape);
        if (memory.Length < elements)
        {
            throw new OnnxRuntimeException(
                ErrorCode.InvalidArgument,
                $"Managed memory size: {memory.Length} elements is less than shape size: {elements} elements");
        }

        var pin = memory.Pin();
        try
        {
            var value = CreateOverMemory(memoryInfo, elementType, shape, pin.Pointer, (nuint)memory.Length * (nuint)sizeof(T));
            return new OrtValue(new OrtValueHandle(value, pin), OnnxValueType.ONNX_TYPE_TENSOR);
        }
        catch
        {
            pin.Dispose();
            throw;
        }
    }

    /// <summary>A tensor over an array, which stays pinned until the value is disposed.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="data">The elements; at least as many as the shape needs.</param>
    /// <param name="shape">The dimensions; empty for a scalar.</param>
    /// <exception cref="OnnxRuntimeException">The array is too small, or the type is not supported.</exception>
    public static OrtValue CreateTensorValueFromMemory<T>(T[] data, long[] shape)
        where T : unmanaged => CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, new Memory<T>(data), shape);

    /// <summary>A tensor in new native memory, to be filled through <see cref="GetTensorMutableDataAsSpan{T}"/>.</summary>
    /// <param name="allocator">Provides the memory.</param>
    /// <param name="elementType">The type of the elements.</param>
    /// <param name="shape">The dimensions; empty for a scalar.</param>
    /// <exception cref="OnnxRuntimeException">The shape or the type is not valid.</exception>
    public static OrtValue CreateAllocatedTensorValue(OrtAllocator allocator, TensorElementType elementType, long[] shape)
    {
        ArgumentNullException.ThrowIfNull(allocator);
        ArgumentNullException.ThrowIfNull(shape);
        using var allocatorScope = new HandleScope(allocator);
        nint value;
        fixed (long* dimensions = shape)
        {
            OrtStatus.ThrowIfFailed(OrtApi.CreateTensorAsOrtValue(
                allocatorScope.Value, dimensions, (nuint)shape.Length, (int)elementType, &value));
        }

        return new OrtValue(new OrtValueHandle(value), OnnxValueType.ONNX_TYPE_TENSOR);
    }

    /// <summary>The elements of a tensor, in place; valid as long as this value. Bytes may be asked for whatever the type.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="OnnxRuntimeException">Not a tensor of this type.</exception>
    public ReadOnlySpan<T> GetTensorDataAsSpan<T>()
        where T : unmanaged => GetData<T>();

    /// <summary>The elements of a tensor for writing, in place; valid as long as this value.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <exception cref="OnnxRuntimeException">Not a tensor of this type.</exception>
    public Span<T> GetTensorMutableDataAsSpan<T>()
        where T : unmanaged => GetData<T>();

    /// <summary>The bytes of a tensor for writing, in place; valid as long as this value.</summary>
    /// <exception cref="OnnxRuntimeException">Not a tensor, or a tensor of strings.</exception>
    public Span<byte> GetTensorMutableRawData() => GetData<byte>();

    private static nint CreateOverMemory(OrtMemoryInfo memoryInfo, TensorElementType elementType, long[] shape, void* data, nuint length)
    {
        using var memoryInfoScope = new HandleScope(memoryInfo);
        nint value;

        // ONNX Runtime refuses a null pointer, which is what an empty array is pinned to; nothing is read or written there.
        byte nowhere;
        if (data is null && length == 0)
            data = &nowhere;
        fixed (long* dimensions = shape)
        {
            OrtStatus.ThrowIfFailed(OrtApi.CreateTensorWithDataAsOrtValue(
                memoryInfoScope.Value, data, length, dimensions, (nuint)shape.Length, (int)elementType, &value));
        }

        return value;
    }

    private Span<T> GetData<T>()
        where T : unmanaged
    {
        if (!IsTensor)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, $"This OrtValue type contains: {OnnxType}, not a tensor");

        using var value = new HandleScope(_handle);
        int nativeType;
        long* shape;
        nuint rank;
        OrtStatus.ThrowIfFailed(OrtApi.GetTensorElementTypeAndShape(value.Value, &nativeType, &shape, &rank));
        var elementType = (TensorElementType)nativeType;
        if (elementType == TensorElementType.String)
            throw new OnnxRuntimeException(ErrorCode.InvalidArgument, "Strings are not supported by this API");

        ElementTypes.DemandSupported(elementType);
        int length;
        if (typeof(T) == typeof(byte))
        {
            nuint byteCount;
            OrtStatus.ThrowIfFailed(OrtApi.GetTensorSizeInBytes(value.Value, &byteCount));
            length = checked((int)byteCount);
        }
        else
        {
            if (ElementTypes.Of<T>() != elementType)
            {
                throw new OnnxRuntimeException(
                    ErrorCode.InvalidArgument,
                    $"Requested type: {typeof(T)} does not match the actual type: {ElementTypes.TypeOf(elementType)}");
            }

            length = checked((int)Shapes.CountElements(new ReadOnlySpan<long>(shape, (int)rank)));
        }

        if (length == 0)
            return [];
        void* data;
        OrtStatus.ThrowIfFailed(OrtApi.GetTensorMutableData(value.Value, &data));
        return new Span<T>(data, length);
    }
}
