using System.Buffers;

namespace Orleans.Runtime.Networking;

/// <summary>
/// The frames that wait to be sent on a connection. Small frames are gathered in blocks, so that many of them go out with one send;
/// large ones keep their own memory. One thread at a time sends; everybody else only appends.
/// </summary>
internal sealed class OutgoingQueue(long limitOfBytes, int limitOfFrames)
{
    private const int BlockSize = 64 * 1024;
    private const int LargestCopiedFrame = 8 * 1024;

    private List<ArraySegment<byte>> _waiting = [];
    private byte[]? _block;
    private int _blockUsed;
    private int _frames;
    private long _waitingBytes;
    private int _takenFrames;
    private long _takenBytes;
    private long _position;
    private bool _sending;
    private bool _closed;

    /// <summary>Gets the number of bytes that wait to be sent or are being sent.</summary>
    public long WaitingBytes => Volatile.Read(ref _waitingBytes) + Volatile.Read(ref _takenBytes);

    /// <summary>Gets the number of frames that wait to be sent or are being sent.</summary>
    public int WaitingFrames => Volatile.Read(ref _frames) + Volatile.Read(ref _takenFrames);

    /// <summary>Gets how many bytes have been appended since the connection was opened.</summary>
    public long Position => Volatile.Read(ref _position);

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

            // A message of any allowed size fits an empty queue.
            if (WaitingFrames > 0 && (WaitingBytes + frame.Length > limitOfBytes || WaitingFrames >= limitOfFrames))
            {
                frame.Reset();
                return EnqueueResult.Full;
            }

            Count(frame.Length);
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

            return Queued();
        }
    }

    /// <summary>Appends a small frame that is complete already.</summary>
    public EnqueueResult Enqueue(ReadOnlySpan<byte> frame)
    {
        lock (this)
        {
            if (_closed)
            {
                return EnqueueResult.Closed;
            }

            if (WaitingFrames >= limitOfFrames)
            {
                return EnqueueResult.Full;
            }

            Count(frame.Length);
            Copy(frame);
            return Queued();
        }
    }

    /// <summary>Takes everything that waits; returns null, and leaves the sending state, where nothing does.</summary>
    /// <param name="sent">The segments of the previous call, now sent; their memory is reused.</param>
    /// <param name="frames">How many frames were taken.</param>
    /// <param name="bytes">How many bytes were taken.</param>
    public List<ArraySegment<byte>>? TakeAll(List<ArraySegment<byte>>? sent, out int frames, out long bytes)
    {
        if (sent is not null)
        {
            Release(sent);
        }

        lock (this)
        {
            CloseBlock();
            frames = _takenFrames = _frames;
            bytes = _takenBytes = _waitingBytes;
            _frames = 0;
            _waitingBytes = 0;
            if (_waiting.Count == 0)
            {
                _sending = false;
                return null;
            }

            var taken = _waiting;
            _waiting = sent ?? [];
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

    private void Count(long bytes)
    {
        _waitingBytes += bytes;
        _position += bytes;
        _frames++;
    }

    private EnqueueResult Queued()
    {
        if (_sending)
        {
            return EnqueueResult.Queued;
        }

        _sending = true;
        return EnqueueResult.QueuedAndMustSend;
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
