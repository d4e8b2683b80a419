using System.Buffers;

namespace Orleans.Serialization;

/// <summary>A growing buffer from the shared pool.</summary>
internal sealed class RentedBufferWriter : IBufferWriter<byte>
{
    private const int MinimumSize = 512;
    private const int MaximumKept = 128 * 1024;

    private byte[] _buffer = [];
    private int _written;

    public ReadOnlySpan<byte> WrittenSpan => _buffer.AsSpan(0, _written);

    public void Advance(int count) => _written += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsMemory(_written);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Ensure(sizeHint);
        return _buffer.AsSpan(_written);
    }

    /// <summary>Makes the buffer empty; a large one goes back to the pool.</summary>
    public void Reset()
    {
        _written = 0;
        if (_buffer.Length <= MaximumKept) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private void Ensure(int sizeHint)
    {
        sizeHint = Math.Max(sizeHint, 1);
        if (_buffer.Length - _written >= sizeHint) return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(checked(_written + sizeHint), _buffer.Length * 2), MinimumSize));
        WrittenSpan.CopyTo(larger);
        if (_buffer.Length > 0) ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
