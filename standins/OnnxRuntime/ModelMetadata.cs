using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>What a model file says about itself.</summary>
public unsafe class ModelMetadata
{
    internal ModelMetadata(SafeHandle session)
    {
        using var sessionScope = new HandleScope(session);
        nint pointer;
        OrtStatus.ThrowIfFailed(OrtApi.SessionGetModelMetadata(sessionScope.Value, &pointer));
        using var metadata = new NativeObjectHandle(pointer, OrtApi.ReleaseModelMetadataFunction);

        var allocator = OrtAllocator.DefaultPointer;
        nint text;
        OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataGetProducerName(pointer, allocator, &text));
        ProducerName = NativeText.TakeFromDefaultAllocator(text);
        OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataGetGraphName(pointer, allocator, &text));
        GraphName = NativeText.TakeFromDefaultAllocator(text);
        OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataGetDomain(pointer, allocator, &text));
        Domain = NativeText.TakeFromDefaultAllocator(text);
        OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataGetDescription(pointer, allocator, &text));
        Description = NativeText.TakeFromDefaultAllocator(text);
        OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataGetGraphDescription(pointer, allocator, &text));
        GraphDescription = NativeText.TakeFromDefaultAllocator(text);
        long version;
        OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataGetVersion(pointer, &version));
        Version = version;
        ReadCustomMetadata(pointer, allocator);
    }

    /// <summary>The tool that wrote the file.</summary>
    public string ProducerName { get; }

    /// <summary>The name of the graph.</summary>
    public string GraphName { get; }

    /// <summary>The domain of the model, in reverse DNS order.</summary>
    public string Domain { get; }

    /// <summary>The description of the model.</summary>
    public string Description { get; }

    /// <summary>The description of the graph.</summary>
    public string GraphDescription { get; }

    /// <summary>The version that the author gave the model; <see cref="long.MaxValue"/> where none was given.</summary>
    public long Version { get; }

    /// <summary>Further properties that the file carries.</summary>
    public Dictionary<string, string> CustomMetadataMap { get; } = [];

    private void ReadCustomMetadata(nint metadata, nint allocator)
    {
        nint* keys;
        long count;
        OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataGetCustomMetadataMapKeys(metadata, allocator, &keys, &count));
        for (long index = 0; index < count; index++)
        {
            nint value;
            OrtStatus.ThrowIfFailed(OrtApi.ModelMetadataLookupCustomMetadataMap(metadata, allocator, keys[index], &value));
            CustomMetadataMap[NativeText.TakeFromDefaultAllocator(keys[index])] = NativeText.TakeFromDefaultAllocator(value);
        }

        if (keys is not null)
            OrtStatus.ThrowIfFailed(OrtApi.AllocatorFree(allocator, (nint)keys));
    }
}
