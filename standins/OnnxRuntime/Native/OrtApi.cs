namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>
/// The functions of ONNX Runtime's C API that this assembly uses, by their fixed place in the function table (onnxruntime_c_api.h).
/// A function that returns <c>nint</c> and takes arguments returns a status: <see cref="OrtStatus.ThrowIfFailed"/>.
/// </summary>
internal static unsafe partial class OrtApi
{
    public static int GetErrorCode(nint status) =>
        ((delegate* unmanaged<nint, int>)OrtLibrary.Functions[1])(status);

    public static nint GetErrorMessage(nint status) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[2])(status);

    public static nint CreateEnv(int severity, byte* logId, nint* environment) =>
        ((delegate* unmanaged<int, byte*, nint*, nint>)OrtLibrary.Functions[3])(severity, logId, environment);

    public static nint EnableTelemetryEvents(nint environment) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[5])(environment);

    public static nint DisableTelemetryEvents(nint environment) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[6])(environment);

    public static nint CreateMemoryInfo(byte* name, int allocatorType, int deviceId, int memoryType, nint* memoryInfo) =>
        ((delegate* unmanaged<byte*, int, int, int, nint*, nint>)OrtLibrary.Functions[68])(
            name, allocatorType, deviceId, memoryType, memoryInfo);

    public static nint CreateCpuMemoryInfo(int allocatorType, int memoryType, nint* memoryInfo) =>
        ((delegate* unmanaged<int, int, nint*, nint>)OrtLibrary.Functions[69])(allocatorType, memoryType, memoryInfo);

    public static nint CompareMemoryInfo(nint first, nint second, int* difference) =>
        ((delegate* unmanaged<nint, nint, int*, nint>)OrtLibrary.Functions[70])(first, second, difference);

    public static nint MemoryInfoGetName(nint memoryInfo, nint* name) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[71])(memoryInfo, name);

    public static nint MemoryInfoGetId(nint memoryInfo, int* id) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[72])(memoryInfo, id);

    public static nint MemoryInfoGetMemType(nint memoryInfo, int* memoryType) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[73])(memoryInfo, memoryType);

    public static nint MemoryInfoGetType(nint memoryInfo, int* allocatorType) =>
        ((delegate* unmanaged<nint, int*, nint>)OrtLibrary.Functions[74])(memoryInfo, allocatorType);

    public static nint AllocatorAlloc(nint allocator, nuint byteCount, nint* memory) =>
        ((delegate* unmanaged<nint, nuint, nint*, nint>)OrtLibrary.Functions[75])(allocator, byteCount, memory);

    public static nint AllocatorFree(nint allocator, nint memory) =>
        ((delegate* unmanaged<nint, nint, nint>)OrtLibrary.Functions[76])(allocator, memory);

    public static nint AllocatorGetInfo(nint allocator, nint* memoryInfo) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[77])(allocator, memoryInfo);

    public static nint GetAllocatorWithDefaultOptions(nint* allocator) =>
        ((delegate* unmanaged<nint*, nint>)OrtLibrary.Functions[78])(allocator);

    public static nint GetAvailableProviders(nint** names, int* count) =>
        ((delegate* unmanaged<nint**, int*, nint>)OrtLibrary.Functions[125])(names, count);

    public static nint ReleaseAvailableProviders(nint* names, int count) =>
        ((delegate* unmanaged<nint*, int, nint>)OrtLibrary.Functions[126])(names, count);

    public static nint CreateAllocator(nint session, nint memoryInfo, nint* allocator) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[131])(session, memoryInfo, allocator);

    public static nint UpdateEnvWithCustomLogLevel(nint environment, int severity) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[226])(environment, severity);

    public static void ReleaseEnv(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[92])(value);

    public static void ReleaseStatus(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[93])(value);

    public static void ReleaseMemoryInfo(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[94])(value);

    public static void ReleaseAllocator(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[132])(value);
}
