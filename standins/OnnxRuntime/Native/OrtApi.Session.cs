namespace Microsoft.ML.OnnxRuntime.Native;

// This part: sessions, their options, and runs.
internal static unsafe partial class OrtApi
{
    public static nint CreateSession(nint environment, byte* path, nint options, nint* session) =>
        ((delegate* unmanaged<nint, byte*, nint, nint*, nint>)OrtLibrary.Functions[7])(environment, path, options, session);

    public static nint CreateSessionFromArray(nint environment, byte* model, nuint length, nint options, nint* session) =>
        ((delegate* unmanaged<nint, byte*, nuint, nint, nint*, nint>)OrtLibrary.Functions[8])(environment, model, length, options, session);

    public static nint Run(
        nint session, nint options, nint* inputNames, nint* inputs,
        nuint inputCount, nint* outputNames, nuint outputCount, nint* outputs) =>
        ((delegate* unmanaged<nint, nint, nint*, nint*, nuint, nint*, nuint, nint*, nint>)OrtLibrary.Functions[9])(
            session, options, inputNames, inputs, inputCount, outputNames, outputCount, outputs);

    public static nint CreateSessionOptions(nint* options) =>
        ((delegate* unmanaged<nint*, nint>)OrtLibrary.Functions[10])(options);

    public static nint SetOptimizedModelFilePath(nint options, byte* path) =>
        ((delegate* unmanaged<nint, byte*, nint>)OrtLibrary.Functions[11])(options, path);

    public static nint SetSessionExecutionMode(nint options, int mode) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[13])(options, mode);

    public static nint EnableProfiling(nint options, byte* prefix) =>
        ((delegate* unmanaged<nint, byte*, nint>)OrtLibrary.Functions[14])(options, prefix);

    public static nint DisableProfiling(nint options) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[15])(options);

    public static nint EnableMemPattern(nint options) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[16])(options);

    public static nint DisableMemPattern(nint options) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[17])(options);

    public static nint EnableCpuMemArena(nint options) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[18])(options);

    public static nint DisableCpuMemArena(nint options) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[19])(options);

    public static nint SetSessionLogId(nint options, byte* logId) =>
        ((delegate* unmanaged<nint, byte*, nint>)OrtLibrary.Functions[20])(options, logId);

    public static nint SetSessionLogVerbosityLevel(nint options, int level) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[21])(options, level);

    public static nint SetSessionLogSeverityLevel(nint options, int level) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[22])(options, level);

    public static nint SetSessionGraphOptimizationLevel(nint options, int level) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[23])(options, level);

    public static nint SetIntraOpNumThreads(nint options, int count) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[24])(options, count);

    public static nint SetInterOpNumThreads(nint options, int count) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[25])(options, count);

    public static nint SessionGetInputCount(nint session, nuint* count) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[30])(session, count);

    public static nint SessionGetOutputCount(nint session, nuint* count) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[31])(session, count);

    public static nint SessionGetOverridableInitializerCount(nint session, nuint* count) =>
        ((delegate* unmanaged<nint, nuint*, nint>)OrtLibrary.Functions[32])(session, count);

    public static nint SessionGetInputTypeInfo(nint session, nuint index, nint* typeInfo) =>
        ((delegate* unmanaged<nint, nuint, nint*, nint>)OrtLibrary.Functions[33])(session, index, typeInfo);

    public static nint SessionGetOutputTypeInfo(nint session, nuint index, nint* typeInfo) =>
        ((delegate* unmanaged<nint, nuint, nint*, nint>)OrtLibrary.Functions[34])(session, index, typeInfo);

    public static nint SessionGetOverridableInitializerTypeInfo(nint session, nuint index, nint* typeInfo) =>
        ((delegate* unmanaged<nint, nuint, nint*, nint>)OrtLibrary.Functions[35])(session, index, typeInfo);

    public static nint SessionGetInputName(nint session, nuint index, nint allocator, nint* name) =>
        ((delegate* unmanaged<nint, nuint, nint, nint*, nint>)OrtLibrary.Functions[36])(session, index, allocator, name);

    public static nint SessionGetOutputName(nint session, nuint index, nint allocator, nint* name) =>
        ((delegate* unmanaged<nint, nuint, nint, nint*, nint>)OrtLibrary.Functions[37])(session, index, allocator, name);

    public static nint SessionGetOverridableInitializerName(nint session, nuint index, nint allocator, nint* name) =>
        ((delegate* unmanaged<nint, nuint, nint, nint*, nint>)OrtLibrary.Functions[38])(session, index, allocator, name);

    public static nint CreateRunOptions(nint* options) =>
        ((delegate* unmanaged<nint*, nint>)OrtLibrary.Functions[39])(options);

    public static nint RunOptionsSetRunLogVerbosityLevel(nint options, int level) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[40])(options, level);

    public static nint RunOptionsSetRunLogSeverityLevel(nint options, int level) =>
        ((delegate* unmanaged<nint, int, nint>)OrtLibrary.Functions[41])(options, level);

    public static nint RunOptionsSetRunTag(nint options, byte* tag) =>
        ((delegate* unmanaged<nint, byte*, nint>)OrtLibrary.Functions[42])(options, tag);

    public static nint RunOptionsSetTerminate(nint options) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[46])(options);

    public static nint RunOptionsUnsetTerminate(nint options) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[47])(options);

    public static nint SessionEndProfiling(nint session, nint allocator, nint* path) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[110])(session, allocator, path);

    public static nint SessionGetModelMetadata(nint session, nint* metadata) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[111])(session, metadata);

    public static nint ModelMetadataGetProducerName(nint metadata, nint allocator, nint* text) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[112])(metadata, allocator, text);

    public static nint ModelMetadataGetGraphName(nint metadata, nint allocator, nint* text) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[113])(metadata, allocator, text);

    public static nint ModelMetadataGetDomain(nint metadata, nint allocator, nint* text) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[114])(metadata, allocator, text);

    public static nint ModelMetadataGetDescription(nint metadata, nint allocator, nint* text) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[115])(metadata, allocator, text);

    public static nint ModelMetadataLookupCustomMetadataMap(nint metadata, nint allocator, nint key, nint* text) =>
        ((delegate* unmanaged<nint, nint, nint, nint*, nint>)OrtLibrary.Functions[116])(metadata, allocator, key, text);

    public static nint ModelMetadataGetVersion(nint metadata, long* version) =>
        ((delegate* unmanaged<nint, long*, nint>)OrtLibrary.Functions[117])(metadata, version);

    public static nint ModelMetadataGetCustomMetadataMapKeys(nint metadata, nint allocator, nint** keys, long* count) =>
        ((delegate* unmanaged<nint, nint, nint**, long*, nint>)OrtLibrary.Functions[123])(metadata, allocator, keys, count);

    public static nint AddFreeDimensionOverrideByName(nint options, byte* name, long value) =>
        ((delegate* unmanaged<nint, byte*, long, nint>)OrtLibrary.Functions[124])(options, name, value);

    public static nint AddSessionConfigEntry(nint options, byte* key, byte* value) =>
        ((delegate* unmanaged<nint, byte*, byte*, nint>)OrtLibrary.Functions[130])(options, key, value);

    public static nint RunWithBinding(nint session, nint options, nint binding) =>
        ((delegate* unmanaged<nint, nint, nint, nint>)OrtLibrary.Functions[133])(session, options, binding);

    public static nint CreateIoBinding(nint session, nint* binding) =>
        ((delegate* unmanaged<nint, nint*, nint>)OrtLibrary.Functions[134])(session, binding);

    public static nint BindInput(nint binding, byte* name, nint value) =>
        ((delegate* unmanaged<nint, byte*, nint, nint>)OrtLibrary.Functions[136])(binding, name, value);

    public static nint BindOutput(nint binding, byte* name, nint value) =>
        ((delegate* unmanaged<nint, byte*, nint, nint>)OrtLibrary.Functions[137])(binding, name, value);

    public static nint BindOutputToDevice(nint binding, byte* name, nint memoryInfo) =>
        ((delegate* unmanaged<nint, byte*, nint, nint>)OrtLibrary.Functions[138])(binding, name, memoryInfo);

    public static nint GetBoundOutputNames(nint binding, nint allocator, byte** text, nuint** lengths, nuint* count) =>
        ((delegate* unmanaged<nint, nint, byte**, nuint**, nuint*, nint>)OrtLibrary.Functions[139])(
            binding, allocator, text, lengths, count);

    public static nint GetBoundOutputValues(nint binding, nint allocator, nint** values, nuint* count) =>
        ((delegate* unmanaged<nint, nint, nint**, nuint*, nint>)OrtLibrary.Functions[140])(binding, allocator, values, count);

    public static void ClearBoundInputs(nint binding) =>
        ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[141])(binding);

    public static void ClearBoundOutputs(nint binding) =>
        ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[142])(binding);

    public static nint SessionGetProfilingStartTimeNs(nint session, ulong* time) =>
        ((delegate* unmanaged<nint, ulong*, nint>)OrtLibrary.Functions[146])(session, time);

    public static nint ModelMetadataGetGraphDescription(nint metadata, nint allocator, nint* text) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[158])(metadata, allocator, text);

    public static nint AddRunConfigEntry(nint options, byte* key, byte* value) =>
        ((delegate* unmanaged<nint, byte*, byte*, nint>)OrtLibrary.Functions[165])(options, key, value);

    public static nint SynchronizeBoundInputs(nint binding) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[202])(binding);

    public static nint SynchronizeBoundOutputs(nint binding) =>
        ((delegate* unmanaged<nint, nint>)OrtLibrary.Functions[203])(binding);

    public static nint AppendExecutionProviderCudaV2(nint options, nint cudaOptions) =>
        ((delegate* unmanaged<nint, nint, nint>)OrtLibrary.Functions[204])(options, cudaOptions);

    public static nint CreateCudaProviderOptions(nint* cudaOptions) =>
        ((delegate* unmanaged<nint*, nint>)OrtLibrary.Functions[205])(cudaOptions);

    public static nint UpdateCudaProviderOptions(nint cudaOptions, nint* keys, nint* values, nuint count) =>
        ((delegate* unmanaged<nint, nint*, nint*, nuint, nint>)OrtLibrary.Functions[206])(cudaOptions, keys, values, count);

    public static nint GetCudaProviderOptionsAsString(nint cudaOptions, nint allocator, nint* text) =>
        ((delegate* unmanaged<nint, nint, nint*, nint>)OrtLibrary.Functions[207])(cudaOptions, allocator, text);

    public static nint AppendExecutionProvider(nint options, byte* name, nint* keys, nint* values, nuint count) =>
        ((delegate* unmanaged<nint, byte*, nint*, nint*, nuint, nint>)OrtLibrary.Functions[216])(options, name, keys, values, count);

    public static nint SetLoadCancellationFlag(nint options, byte cancel) =>
        ((delegate* unmanaged<nint, byte, nint>)OrtLibrary.Functions[293])(options, cancel);

    public static delegate* unmanaged<nint, void> ReleaseSessionFunction => (delegate* unmanaged<nint, void>)OrtLibrary.Functions[95];

    public static void ReleaseRunOptions(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[97])(value);

    public static void ReleaseSessionOptions(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[100])(value);

    public static delegate* unmanaged<nint, void> ReleaseModelMetadataFunction =>
        (delegate* unmanaged<nint, void>)OrtLibrary.Functions[118];

    public static void ReleaseIoBinding(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[135])(value);

    public static void ReleaseCudaProviderOptions(nint value) => ((delegate* unmanaged<nint, void>)OrtLibrary.Functions[208])(value);
}
