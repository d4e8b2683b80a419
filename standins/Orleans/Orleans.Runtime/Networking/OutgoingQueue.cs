using System.Buffers;

namespace Orleans.Runtime.Networking;

/// <summary>
/// The frames that wait to be sent on a connection. Small frames are gathered in blocks, so that many of them go out with one send;
/// large ones keep their own memory. One thread at a time sends; everybody else only appends.
/// </summary>
internal sealed class OutgoingQueue(long limit)
{
    private const int BlockSize = 64 * 1024;
    private const int LargestCopiedFrame = 8 * 1024;

    private List<ArraySegment<byte>> _waiting = [];
    private byte[]? _block;
    private int _blockUsed;
    private int _frames;
    private long _waitingBytes;
    private bool _sending;
    private bool _closed;

    /// <summary>Gets the number of bytes that wait to be sent.</summary>
    public long WaitingBytes => Volatile.Read(ref _waitingBytes);

    /// <summary>Appends a frame and resets the writer.</summary>
    /// <returns>What became of the frame.</returns>
    public EnqueueResult Enqueue(FrameWriter frame)
    {
        lock (this)
        {
            if (_closed)
            {
                frame.Reset();
                return EnqueueResult.Closed;
            }

            if (_waitingBytes > 0 && _waitingBytes + frame.Length > limit)
            {
                frame.Reset();
                return EnqueueResult.Full;
            }

            _waitingBytes += frame.Length;
            _frames++;
            if (frame.IsSingleSegment && frame.Length <= LargestCopiedFrame)
            {
                Copy(frame.FirstSegment);
                frame.Reset();
            }
            else
            {
                CloseBlock();
                frame.MoveTo(_waiting);
            }

            if (_sending)
            {
                return EnqueueResult.Queued;
            }

            _sending = true;
            return EnqueueResult.QueuedAndMustSend;
        }
    }

    /// <summary>Takes everything that waits; returns null, and leaves the sending state, where nothing does.</summary>
    /// <param name="sent">The segments of the previous call, now sent; their memory is reused.</param>
    /// <param name="frames">How many frames were taken.</param>
    public List<ArraySegment<byte>>? TakeAll(List<ArraySegment<byte>>? sent, out int frames)
    {
        if (sent is not null)
        {
            Release(sent);
        }

        lock (this)
        {
            CloseBlock();
            frames = _frames;
            _frames = 0;
            if (_waiting.Count == 0)
            {
                _sending = false;
                return null;
            }

            var taken = _waiting;
            _waiting = sent ?? [];
            _waitingBytes = 0;
            return taken;
        }
    }

    /// <summary>Refuses further frames and drops the waiting ones.</summary>
    public void Close()
    {
        lock (this)
        {
            _closed = true;
            CloseBlock();
            Release(_waiting);
            _waitingBytes = 0;
        }
    }

    private static void Release(List<ArraySegment<byte>> segments)
    {
        foreach (var segment in segments)
        {
            ArrayPool<byte>.Shared.Return(segment.Array!);
        }

        segments.Clear();
    }

    private void Copy(ReadOnlySpan<byte> frame)
    {
        if (_block is not null && _block.Length - _blockUsed < frame.Length)
        {
            CloseBlock();
        }

        _block ??= ArrayPool<byte>.Shared.Rent(_waiting.Count == 0 && frame.Length <= 2048 ? 4096 : BlockSize);
        frame.CopyTo(_block.AsSpan(_blockUsed));
        _blockUsed += frame.Length;
    }

    private void CloseBlock()
    {
        if (_block is null)
        {
            return;
        }

        _waiting.Add(new(_block, 0, _blockUsed));
        _block = null;
        _blockUsed = 0;
    }
}
