using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Reads the types of a model's inputs and outputs from native type information.</summary>
internal static unsafe class NodeMetadataReader
{
    /// <summary>Reads and releases a native type.</summary>
    public static NodeMetadata Take(nint typeInfo)
    {
        using var handle = new NativeObjectHandle(typeInfo, OrtApi.ReleaseTypeInfoFunction);
        int onnxType;
        OrtStatus.ThrowIfFailed(OrtApi.GetOnnxTypeFromTypeInfo(typeInfo, &onnxType));
        return (OnnxValueType)onnxType switch
        {
            OnnxValueType.ONNX_TYPE_TENSOR => new NodeMetadata(ReadTensor(typeInfo), sparse: false),
            OnnxValueType.ONNX_TYPE_SPARSETENSOR => new NodeMetadata(ReadTensor(typeInfo), sparse: true),
            OnnxValueType.ONNX_TYPE_SEQUENCE => new NodeMetadata(ReadSequence(typeInfo)),
            OnnxValueType.ONNX_TYPE_MAP => new NodeMetadata(ReadMap(typeInfo)),
            OnnxValueType.ONNX_TYPE_OPTIONAL => new NodeMetadata(ReadOptional(typeInfo)),
            var other => throw new OnnxRuntimeException(ErrorCode.NotImplemented, $"Value type: '{other}' is not supported in this code."),
        };
    }

    private static TensorDescription ReadTensor(nint typeInfo)
    {
        nint tensorInfo;
        OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToTensorInfo(typeInfo, &tensorInfo));
        int elementType;
        OrtStatus.ThrowIfFailed(OrtApi.GetTensorElementType(tensorInfo, &elementType));
        ElementTypes.DemandSupported((TensorElementType)elementType);
        nuint rank;
        OrtStatus.ThrowIfFailed(OrtApi.GetDimensionsCount(tensorInfo, &rank));

        var shape = new long[rank];
        fixed (long* values = shape)
            OrtStatus.ThrowIfFailed(OrtApi.GetDimensions(tensorInfo, values, rank));
        var names = new nint[rank];
        fixed (nint* pointers = names)
            OrtStatus.ThrowIfFailed(OrtApi.GetSymbolicDimensions(tensorInfo, pointers, rank));

        return new TensorDescription(
            (TensorElementType)elementType,
            Array.ConvertAll(shape, static dimension => checked((int)dimension)),
            Array.ConvertAll(names, static name => Marshal.PtrToStringUTF8(name) ?? string.Empty));
    }

    private static SequenceMetadata ReadSequence(nint typeInfo)
    {
        nint sequence;
        nint element;
        OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToSequenceTypeInfo(typeInfo, &sequence));
        OrtStatus.ThrowIfFailed(OrtApi.GetSequenceElementType(sequence, &element));
        return new SequenceMetadata(Take(element));
    }

    private static MapMetadata ReadMap(nint typeInfo)
    {
        nint map;
        int keyType;
        nint value;
        OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToMapTypeInfo(typeInfo, &map));
        OrtStatus.ThrowIfFailed(OrtApi.GetMapKeyType(map, &keyType));
        OrtStatus.ThrowIfFailed(OrtApi.GetMapValueType(map, &value));
        return new MapMetadata((TensorElementType)keyType, Take(value));
    }

    private static OptionalMetadata ReadOptional(nint typeInfo)
    {
        nint optional;
        nint contained;
        OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToOptionalTypeInfo(typeInfo, &optional));
        OrtStatus.ThrowIfFailed(OrtApi.GetOptionalContainedTypeInfo(optional, &contained));
        return new OptionalMetadata(Take(contained));
    }
}
