namespace Microsoft.ML.OnnxRuntime.Native;

// This part: values and their types.
internal static unsafe partial class OrtApi
{
    public static nint CreateTensorAsOrtValue(nint allocator, long* shape, nuint rank, int elementType, nint* value) =>
        ((delegate* unmanaged<nint, long*, nuint, int, nint*, nint>)OrtLibrary.Functions[48])(allocator, shape, rank, elementType, value);

    public static nint CreateTensorWithDataAsOrtValue(
        nint memoryInfo, void* data, nuint byteCount, long* shape, nuint rank, int elementType, nint* value) =>
        ((delegate* unmanaged<nint, void*, nuint, long*, nuint, int, nint*, nint>)OrtLibrary.Functions[49])(
            memoryInfo, data, byteCount, shape, rank, elementType, value);

    public static nint GetTensorMutableData(nint value, void** data) =>
        ((delegate* unmanaged<nint, void**, nint>)OrtLibrary.Functions[51])(value, data);

    public static nint GetStringTensorDataLength(nint value, nuint* byteCount) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[53])(value, byteCount);

    public static nint GetStringTensorContent(nint value, void* bytes, nuint byteCount, nuint* offsets, nuint offsetCount) =>
        ((delegate* unmanaged<nint, void*, nuint, nuint*, nuint, nint>)OrtLibrary.Functions[54])(
            value, bytes, byteCount, offsets, offsetCount);

    public static nint CastTypeInfoToTensorInfo(nint typeInfo, nint* tensorInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[55])(typeInfo, tensorInfo);

    public static nint GetOnnxTypeFromTypeInfo(nint typeInfo, int* onnxType) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[56])(typeInfo, onnxType);

    public static nint GetTensorElementType(nint tensorInfo, int* elementType) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[60])(tensorInfo, elementType);

    public static nint GetDimensionsCount(nint tensorInfo, nuint* count) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[61])(tensorInfo, count);

    public static nint GetDimensions(nint tensorInfo, long* values, nuint count) =>
        ((delegate* unmanaged<nint, long*, nuint, nint>)OrtLibrary.Functions[62])(tensorInfo, values, count);

    public static nint GetSymbolicDimensions(nint tensorInfo, nint* names, nuint count) =>
        ((delegate* unmanaged<nint, nint*, nuint, nint>)OrtLibrary.Functions[63])(tensorInfo, names, count);

    public static nint GetTensorShapeElementCount(nint tensorInfo, nuint* count) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[64])(tensorInfo, count);

    public static nint GetTensorTypeAndShape(nint value, nint* tensorInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[65])(value, tensorInfo);

    public static nint GetTypeInfo(nint value, nint* typeInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[66])(value, typeInfo);

    public static nint GetValueType(nint value, int* onnxType) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[67])(value, onnxType);

    public static nint GetValue(nint value, int index, nint allocator, nint* element) =>
        ((delegate* unmanaged<nint, int, nint, nint*, nint>)OrtLibrary.Functions[80])(value, index, allocator, element);

    public static nint GetValueCount(nint value, nuint* count) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[81])(value, count);

    public static nint CreateValue(nint* members, nuint count, int onnxType, nint* value) =>
        ((delegate* unmanaged<nint*, nuint, int, nint*, nint>)OrtLibrary.Functions[82])(members, count, onnxType, value);

    public static nint CastTypeInfoToMapTypeInfo(nint typeInfo, nint* mapInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[103])(typeInfo, mapInfo);

    public static nint CastTypeInfoToSequenceTypeInfo(nint typeInfo, nint* sequenceInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[104])(typeInfo, sequenceInfo);

    public static nint GetMapKeyType(nint mapInfo, int* elementType) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[105])(mapInfo, elementType);

    public static nint GetMapValueType(nint mapInfo, nint* typeInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[106])(mapInfo, typeInfo);

    public static nint GetSequenceElementType(nint sequenceInfo, nint* typeInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[107])(sequenceInfo, typeInfo);

    public static nint GetStringTensorElementLength(nint value, nuint index, nuint* byteCount) =>
        ((delegate* unmanaged<nint, nuint, nuint*, nint>)OrtLibrary.Functions[127])(value, index, byteCount);

    public static nint GetStringTensorElement(nint value, nuint byteCount, nuint index, void* bytes) =>
        ((delegate* unmanaged<nint, nuint, nuint, void*, nint>)OrtLibrary.Functions[128])(value, byteCount, index, bytes);

    public static nint IsSparseTensor(nint value, int* result) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[178])(value, result);

    public static nint GetTensorMemoryInfo(nint value, nint* memoryInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[194])(value, memoryInfo);

    public static nint CastTypeInfoToOptionalTypeInfo(nint typeInfo, nint* optionalInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[250])(typeInfo, optionalInfo);

    public static nint GetOptionalContainedTypeInfo(nint optionalInfo, nint* typeInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[251])(optionalInfo, typeInfo);

    public static nint GetResizedStringTensorElementBuffer(nint value, nuint index, nuint byteCount, byte** buffer) =>
        ((delegate* unmanaged<nint, nuint, nuint, byte**, nint>)OrtLibrary.Functions[252])(value, index, byteCount, buffer);

    public static nint GetTensorSizeInBytes(nint value, nuint* byteCount) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[318])(value, byteCount);

    public static nint GetTensorElementTypeAndShape(nint value, int* elementType, long** shape, nuint* rank) =>
        ((delegate* unmanaged<nint, int*, long**, nuint*, nint>)OrtLibrary.Functions[414])(value, elementType, shape, rank);

    public static void ReleaseValue(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[96])(value);

    public static delegate* unmanaged<nint, void> ReleaseTypeInfoFunction => (delegate* unmanaged<nint, void>)OrtLibrary.Functions[98];

    public static delegate* unmanaged<nint, void> ReleaseTensorTypeAndShapeInfoFunction =>
        (delegate* unmanaged<nint, void>)OrtLibrary.Functions[99];
}
