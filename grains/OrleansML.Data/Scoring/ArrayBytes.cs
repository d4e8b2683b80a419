using System.Buffers;
using System.Runtime.InteropServices;

namespace OrleansML.Data.Scoring;

/// <summary>The bytes of an array of numbers, without a copy.</summary>
internal sealed unsafe class ArrayBytes<T>(T[] values) : MemoryManager<byte>
    where T : unmanaged
{
    public override Span<byte> GetSpan() => MemoryMarshal.AsBytes(values.AsSpan());

    public override MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(values, GCHandleType.Pinned);
        return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle, this);
    }

    // The handle that was given out frees itself.
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }
}
