using Microsoft.ML.OnnxRuntime.Native;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>The type of a value. Only the property that fits <see cref="OnnxType"/> may be read; the others throw.</summary>
public unsafe class OrtTypeInfo
{
    private readonly OrtTensorTypeAndShapeInfo? _tensor;
    private readonly OrtSequenceOrOptionalTypeInfo? _sequence;
    private readonly OrtMapTypeInfo? _map;
    private readonly OrtSequenceOrOptionalTypeInfo? _optional;

    internal OrtTypeInfo(nint typeInfo)
    {
        int onnxType;
        OrtStatus.ThrowIfFailed(OrtApi.GetOnnxTypeFromTypeInfo(typeInfo, &onnxType));
        OnnxType = (OnnxValueType)onnxType;
        nint detail;
        switch (OnnxType)
        {
            case OnnxValueType.ONNX_TYPE_TENSOR or OnnxValueType.ONNX_TYPE_SPARSETENSOR:
                OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToTensorInfo(typeInfo, &detail));
                _tensor = new OrtTensorTypeAndShapeInfo(detail);
                break;
            case OnnxValueType.ONNX_TYPE_SEQUENCE:
                OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToSequenceTypeInfo(typeInfo, &detail));
                nint elementType;
                OrtStatus.ThrowIfFailed(OrtApi.GetSequenceElementType(detail, &elementType));
                _sequence = new OrtSequenceOrOptionalTypeInfo(Take(elementType));
                break;
            case OnnxValueType.ONNX_TYPE_MAP:
                OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToMapTypeInfo(typeInfo, &detail));
                int keyType;
                nint valueType;
                OrtStatus.ThrowIfFailed(OrtApi.GetMapKeyType(detail, &keyType));
                OrtStatus.ThrowIfFailed(OrtApi.GetMapValueType(detail, &valueType));
                _map = new OrtMapTypeInfo((TensorElementType)keyType, Take(valueType));
                break;
            case OnnxValueType.ONNX_TYPE_OPTIONAL:
                OrtStatus.ThrowIfFailed(OrtApi.CastTypeInfoToOptionalTypeInfo(typeInfo, &detail));
                nint containedType;
                OrtStatus.ThrowIfFailed(OrtApi.GetOptionalContainedTypeInfo(detail, &containedType));
                _optional = new OrtSequenceOrOptionalTypeInfo(Take(containedType));
                break;
        }
    }

    /// <summary>The kind of the value.</summary>
    public OnnxValueType OnnxType { get; }

    /// <summary>Element type and shape of a tensor.</summary>
    public OrtTensorTypeAndShapeInfo TensorTypeAndShapeInfo => _tensor ?? throw WrongType("tensor/sparsetensor");

    /// <summary>The element type of a sequence.</summary>
    public OrtSequenceOrOptionalTypeInfo SequenceTypeInfo => _sequence ?? throw WrongType("sequence");

    /// <summary>Key and value type of a map.</summary>
    public OrtMapTypeInfo MapTypeInfo => _map ?? throw WrongType("map");

    /// <summary>The type of an optional value.</summary>
    public OrtSequenceOrOptionalTypeInfo OptionalTypeInfo => _optional ?? throw WrongType("optional");

    /// <summary>Reads and releases a native type.</summary>
    internal static OrtTypeInfo Take(nint typeInfo)
    {
        using var handle = new NativeObjectHandle(typeInfo, OrtApi.ReleaseTypeInfoFunction);
        return new OrtTypeInfo(typeInfo);
    }

    private static OnnxRuntimeException WrongType(string wanted) =>
        new(ErrorCode.InvalidArgument, $"TypeInfo does not represent a {wanted}");
}
