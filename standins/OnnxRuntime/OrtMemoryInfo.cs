using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.OnnxRuntime.Native;

namespace Microsoft.ML.OnnxRuntime;

/// <summary>Describes where memory lies: device, device id, allocator and use.</summary>
public unsafe class OrtMemoryInfo : SafeHandle
{
    /// <summary>The allocator name of CPU memory, as zero-terminated UTF-8.</summary>
    public static readonly byte[] allocatorCPU = "Cpu\0"u8.ToArray();

    /// <summary>The allocator name of CUDA device memory, as zero-terminated UTF-8.</summary>
    public static readonly byte[] allocatorCUDA = "Cuda\0"u8.ToArray();

    /// <summary>The allocator name of pinned memory that CUDA can reach, as zero-terminated UTF-8.</summary>
    public static readonly byte[] allocatorCUDA_PINNED = "CudaPinned\0"u8.ToArray();

    private static readonly Lazy<OrtMemoryInfo> Default = new(CreateDefault);

    /// <summary>Describes memory by the zero-terminated UTF-8 name of its allocator.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not know the allocator.</exception>
    public OrtMemoryInfo(byte[] utf8AllocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : base(0, ownsHandle: true)
    {
        ArgumentNullException.ThrowIfNull(utf8AllocatorName);
        OrtLibrary.Demand();
        nint memoryInfo;
        fixed (byte* name = utf8AllocatorName)
            OrtStatus.ThrowIfFailed(OrtApi.CreateMemoryInfo(name, (int)allocatorType, deviceId, (int)memoryType, &memoryInfo));
        SetHandle(memoryInfo);
    }

    /// <summary>Describes memory by the name of its allocator, such as <c>Cpu</c> or <c>Cuda</c>.</summary>
    /// <exception cref="OnnxRuntimeException">ONNX Runtime does not know the allocator.</exception>
    public OrtMemoryInfo(string allocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : this(Encoding.UTF8.GetBytes(allocatorName + '\0'), allocatorType, deviceId, memoryType)
    {
    }

    internal OrtMemoryInfo(nint memoryInfo, bool ownsHandle)
        : base(0, ownsHandle) => SetHandle(memoryInfo);

    /// <summary>CPU memory; shared by the process, not to be disposed.</summary>
    public static OrtMemoryInfo DefaultInstance => Default.Value;

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <summary>The name of the allocator.</summary>
    public string Name
    {
        get
        {
            using var memoryInfo = new HandleScope(this);
            nint name;
            OrtStatus.ThrowIfFailed(OrtApi.MemoryInfoGetName(memoryInfo.Value, &name));
            return Marshal.PtrToStringUTF8(name) ?? string.Empty;
        }
    }

    /// <summary>The number of the device; 0 for the CPU.</summary>
    public int Id
    {
        get
        {
            using var memoryInfo = new HandleScope(this);
            int id;
            OrtStatus.ThrowIfFailed(OrtApi.MemoryInfoGetId(memoryInfo.Value, &id));
            return id;
        }
    }

    /// <summary>What the memory is used for.</summary>
    public OrtMemType GetMemoryType()
    {
        using var memoryInfo = new HandleScope(this);
        int memoryType;
        OrtStatus.ThrowIfFailed(OrtApi.MemoryInfoGetMemType(memoryInfo.Value, &memoryType));
        return (OrtMemType)memoryType;
    }

    /// <summary>How the allocator obtains memory.</summary>
    public OrtAllocatorType GetAllocatorType()
    {
        using var memoryInfo = new HandleScope(this);
        int allocatorType;
        OrtStatus.ThrowIfFailed(OrtApi.MemoryInfoGetType(memoryInfo.Value, &allocatorType));
        return (OrtAllocatorType)allocatorType;
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is OrtMemoryInfo other && Equals(other);

    /// <summary>Whether both describe the same memory.</summary>
    public bool Equals(OrtMemoryInfo? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null)
            return false;
        using var first = new HandleScope(this);
        using var second = new HandleScope(other);
        int difference;
        OrtStatus.ThrowIfFailed(OrtApi.CompareMemoryInfo(first.Value, second.Value, &difference));
        return difference == 0;
    }

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Id, GetMemoryType(), GetAllocatorType());

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseMemoryInfo(handle);
        return true;
    }

    private static OrtMemoryInfo CreateDefault()
    {
        OrtLibrary.Demand();
        nint memoryInfo;
        OrtStatus.ThrowIfFailed(OrtApi.CreateCpuMemoryInfo((int)OrtAllocatorType.DeviceAllocator, (int)OrtMemType.Cpu, &memoryInfo));
        return new OrtMemoryInfo(memoryInfo, ownsHandle: true);
    }
}
