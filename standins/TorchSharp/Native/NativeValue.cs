using System.Runtime.InteropServices;

namespace TorchSharp.Native;

/// <summary>An argument or a result as the shim lays it out: 16 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeValue
{
    public long Bits;
    public ValueTag Tag;
    public int Length;
}
