using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>Owns a native object that one function of the C API releases.</summary>
internal sealed unsafe class NativeObjectHandle : SafeHandle
{
    private readonly delegate* unmanaged<nint, void> _release;

    public NativeObjectHandle(nint value, delegate* unmanaged<nint, void> release)
        : base(0, ownsHandle: true)
    {
        _release = release;
        SetHandle(value);
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        _release(handle);
        return true;
    }
}
