using System.Buffers;
using System.Runtime.InteropServices;

namespace Microsoft.ML.OnnxRuntime.Native;

/// <summary>
/// Owns a native value together with everything its data lives in: the pin of managed memory, the members that a sequence or map
/// was built from, and the container that an element was taken from.
/// </summary>
internal sealed class OrtValueHandle : SafeHandle
{
    private readonly OrtValueHandle[] _members = [];
    private readonly OrtValueHandle? _container;
    private MemoryHandle _pin;

    public OrtValueHandle(nint value)
        : base(0, ownsHandle: true) => SetHandle(value);

    public OrtValueHandle(nint value, MemoryHandle pin)
        : this(value) => _pin = pin;

    public OrtValueHandle(nint value, OrtValueHandle[] members)
        : this(value) => _members = members;

    public OrtValueHandle(nint value, OrtValueHandle container)
        : this(value)
    {
        var added = false;
        container.DangerousAddRef(ref added);
        _container = container;
    }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseValue(handle);
        _pin.Dispose();
        foreach (var member in _members)
            member.Dispose();
        _container?.DangerousRelease();
        return true;
    }
}
