using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Hands out native memory.</summary>
public unsafe class OrtAllocator : SafeHandle
{
    private static readonly Lazy<OrtAllocator> Default = new(CreateDefault);

    private readonly SafeHandle? _session;

    /// <summary>The allocator that a session uses for the described memory. The session stays loaded as long as it is in use.</summary>
    /// <exception cref="OnnxRuntimeException">The session has no allocator for this memory.</exception>
    public OrtAllocator(InferenceSession session, OrtMemoryInfo memInfo)
        : base(0, ownsHandle: true)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(memInfo);
        using var sessionScope = new HandleScope(session.Handle);
        using var memoryInfo = new HandleScope(memInfo);
        nint allocator;
        OrtStatus.ThrowIfFailed(OrtApi.CreateAllocator(sessionScope.Value, memoryInfo.Value, &allocator));
        SetHandle(allocator);
        var added = false;
        session.Handle.DangerousAddRef(ref added);
        _session = session.Handle;
    }

    private OrtAllocator(nint allocator)
        : base(0, ownsHandle: false) => SetHandle(allocator);

    /// <summary>The default CPU allocator; shared by the process, not to be disposed.</summary>
    public static OrtAllocator DefaultInstance => Default.Value;

    /// <summary>The memory that this allocator hands out.</summary>
    public OrtMemoryInfo Info
    {
        get
        {
            using var allocator = new HandleScope(this);
            nint memoryInfo;
            OrtStatus.ThrowIfFailed(OrtApi.AllocatorGetInfo(allocator.Value, &memoryInfo));
            return new OrtMemoryInfo(memoryInfo, ownsHandle: false);
        }
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    internal static nint DefaultPointer => Default.Value.handle;

    /// <summary>Allocates native memory, which is freed when the result is disposed.</summary>
    /// <param name="size">The number of bytes.</param>
    public OrtMemoryAllocation Allocate(uint size)
    {
        using var allocator = new HandleScope(this);
        nint memory;
        OrtStatus.ThrowIfFailed(OrtApi.AllocatorAlloc(allocator.Value, size, &memory));
        return new OrtMemoryAllocation(this, memory, size);
    }

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseAllocator(handle);
        _session?.DangerousRelease();
        return true;
    }

    private static OrtAllocator CreateDefault()
    {
        OrtLibrary.Demand();
        nint allocator;
        OrtStatus.ThrowIfFailed(OrtApi.GetAllocatorWithDefaultOptions(&allocator));
        return new OrtAllocator(allocator);
    }
}
