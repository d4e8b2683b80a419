using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Keeps a handle from being released while a native call uses it. Allocates nothing.</summary>
internal readonly ref struct HandleScope
{
    private readonly SafeHandle _handle;

    public HandleScope(SafeHandle handle)
    {
        ObjectDisposedException.ThrowIf(handle.IsClosed, handle);
        var added = false;
        handle.DangerousAddRef(ref added);
        _handle = handle;
        Value = handle.DangerousGetHandle();
    }

    /// <summary>The native pointer, valid until this scope is disposed.</summary>
    public nint Value { get; }

    public void Dispose() => _handle.DangerousRelease();
}
