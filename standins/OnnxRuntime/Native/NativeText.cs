using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Reads strings that the C API hands out.</summary>
internal static class NativeText
{
    /// <summary>Copies a zero-terminated UTF-8 string and frees it with the default allocator that it came from.</summary>
    public static string TakeFromDefaultAllocator(nint text)
    {
        if (text == 0)
            return string.Empty;
        try
        {
            return Marshal.PtrToStringUTF8(text) ?? string.Empty;
        }
        finally
        {
            OrtStatus.ThrowIfFailed(OrtApi.AllocatorFree(OrtAllocator.DefaultPointer, text));
        }
    }
}
