using System.Buffers;

namespace Orleans.Runtime.Networking;

/// <summary>The bytes that a connection has received but not yet handled, in one piece of pooled memory.</summary>
internal sealed class ReceiveBuffer : IDisposable
{
    private const int DefaultSize = 64 * 1024;
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(DefaultSize);
    private int _start;
    private int _end;

    /// <summary>Gets the bytes that wait to be handled.</summary>
    public ReadOnlyMemory<byte> Unread => _buffer.AsMemory(_start, _end - _start);

    /// <summary>Gets room for at least one more byte, and for the rest of a frame of the given size.</summary>
    public Memory<byte> GetRoom(int frameSize)
    {
        var unread = _end - _start;
        if (frameSize > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(frameSize);
            _buffer.AsSpan(_start, unread).CopyTo(larger);
            Replace(larger, unread);
        }
        else if (unread == 0 && _buffer.Length > DefaultSize && frameSize <= DefaultSize)
        {
            Replace(ArrayPool<byte>.Shared.Rent(DefaultSize), 0);
        }
        else if (_start > 0 && (unread == 0 || _buffer.Length - _start < frameSize || _end == _buffer.Length))
        {
            _buffer.AsSpan(_start, unread).CopyTo(_buffer);
            _start = 0;
            _end = unread;
        }

        return _buffer.AsMemory(_end);
    }

    /// <summary>Counts received bytes in.</summary>
    public void Received(int count) => _end += count;

    /// <summary>Drops handled bytes.</summary>
    public void Consume(int count) => _start += count;

    /// <inheritdoc/>
    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private void Replace(byte[] buffer, int unread)
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = buffer;
        _start = 0;
        _end = unread;
    }
}
