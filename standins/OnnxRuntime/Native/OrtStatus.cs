using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Turns the status that a native function returns into an exception.</summary>
internal static class OrtStatus
{
    /// <summary>Releases a failed status and throws its code and text; a null status means success.</summary>
    public static void ThrowIfFailed(nint status)
    {
        if (status != 0)
            Throw(status);
    }

    [DoesNotReturn]
    private static void Throw(nint status)
    {
        var code = (ErrorCode)OrtApi.GetErrorCode(status);
        var message = Marshal.PtrToStringUTF8(OrtApi.GetErrorMessage(status)) ?? string.Empty;
        OrtApi.ReleaseStatus(status);
        throw new OnnxRuntimeException(code, message);
    }
}
