using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Reads names and types of a session's inputs, outputs and overridable initializers.</summary>
internal static unsafe class SessionNodes
{
    public static (List<string> Names, Dictionary<string, NodeMetadata> Metadata) ReadInputs(SafeHandle session) =>
        Read(session, &OrtApi.SessionGetInputCount, &OrtApi.SessionGetInputName, &OrtApi.SessionGetInputTypeInfo);

    public static (List<string> Names, Dictionary<string, NodeMetadata> Metadata) ReadOutputs(SafeHandle session) =>
        Read(session, &OrtApi.SessionGetOutputCount, &OrtApi.SessionGetOutputName, &OrtApi.SessionGetOutputTypeInfo);

    public static (List<string> Names, Dictionary<string, NodeMetadata> Metadata) ReadOverridableInitializers(SafeHandle session) => Read(
        session,
        &OrtApi.SessionGetOverridableInitializerCount,
        &OrtApi.SessionGetOverridableInitializerName,
        &OrtApi.SessionGetOverridableInitializerTypeInfo);

    private static (List<string> Names, Dictionary<string, NodeMetadata> Metadata) Read(
        SafeHandle sessionHandle,
        delegate*<nint, nuint*, nint> getCount,
        delegate*<nint, nuint, nint, nint*, nint> getName,
        delegate*<nint, nuint, nint*, nint> getTypeInfo)
    {
        using var session = new HandleScope(sessionHandle);
        nuint count;
        OrtStatus.ThrowIfFailed(getCount(session.Value, &count));
        var names = new List<string>((int)count);
        var metadata = new Dictionary<string, NodeMetadata>((int)count, StringComparer.Ordinal);
        for (nuint index = 0; index < count; index++)
        {
            nint text;
            OrtStatus.ThrowIfFailed(getName(session.Value, index, OrtAllocator.DefaultPointer, &text));
            var name = NativeText.TakeFromDefaultAllocator(text);
            nint typeInfo;
            OrtStatus.ThrowIfFailed(getTypeInfo(session.Value, index, &typeInfo));
            names.Add(name);
            metadata[name] = NodeMetadataReader.Take(typeInfo);
        }

        return (names, metadata);
    }
}
