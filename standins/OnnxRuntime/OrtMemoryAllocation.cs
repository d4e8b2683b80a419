using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>A block of native memory from an <see cref="OrtAllocator"/>, freed when disposed.</summary>
public class OrtMemoryAllocation : SafeHandle
{
    private readonly OrtAllocator _allocator;

    internal OrtMemoryAllocation(OrtAllocator allocator, nint memory, uint size)
        : base(0, ownsHandle: true)
    {
        var added = false;
        allocator.DangerousAddRef(ref added);
        _allocator = allocator;
        Size = size;
        SetHandle(memory);
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The number of bytes.</summary>
    public uint Size { get; }

    /// <summary>Where the memory lies.</summary>
    public OrtMemoryInfo Info => _allocator.Info;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        var status = OrtApi.AllocatorFree(_allocator.DangerousGetHandle(), handle);
        if (status != 0)
            OrtApi.ReleaseStatus(status);
        _allocator.DangerousRelease();
        return status == 0;
    }
}
