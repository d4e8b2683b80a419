namespace Microsoft.ML.OnnxRuntime;

/// <summary>How an allocator obtains memory.</summary>
public enum OrtAllocatorType
{
    /// <summary>From the device, each time.</summary>
    DeviceAllocator = 0,

    /// <summary>From an arena that keeps freed blocks for reuse.</summary>
    ArenaAllocator = 1,
}
